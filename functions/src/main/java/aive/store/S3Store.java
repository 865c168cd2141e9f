package aive.store;

import aive.aws.S3Failure;
import aive.aws.S3FileTransformer;
import aive.error.StorageUnavailable;
import aive.file.DiskFailure;
import aive.parallel.Jitter;
import aive.parallel.ParallelTasks;
import aive.url.S3Uri;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedGetObjectRequest;

/// A store in two buckets: `videos/…` in one, everything else in another.
///
/// The role needs `s3:GetObject`, `s3:PutObject`, `s3:AbortMultipartUpload`, and `s3:ListBucket` on both buckets.
/// Without `s3:ListBucket`, S3 answers *forbidden* if an object does not exist. The store deletes and lists nothing.
///
/// Reads compare the bytes with S3's checksum. If they still differ after several attempts, the transfer is at fault,
/// and the error is [StorageUnavailable]: S3 verifies what it stores. [#has] detects an object that was replaced,
/// with one request of constant cost.
public final class S3Store implements Store {

    private static final String VIDEOS = "videos/";

    /// How long a signed URL is valid.
    ///
    /// The URL would expire earlier if the function's credentials did, but those last for hours.
    private static final Duration LINK = Duration.ofHours(1);

    private static final int INVALID_RANGE = 416;
    private static final Set<Integer> SOMEBODY_WAS_FASTER = Set.of(409, 412);
    private static final int TRIES = 4;

    /// The longest pause before the first retry. The limit doubles with every further retry. S3 answers 409 while
    /// another request is pending.
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final S3Client s3;
    private final Supplier<S3Presigner> presigner;
    private final String workBucket;
    private final String videosBucket;
    private final Optional<String> videoBaseUrl;
    private final S3Transfers transfers;

    /// @param presigner created when the first URL is signed
    /// @param videoBaseUrl prefix of permanent URLs of `videos/…`, `https://…` without a slash at its end; if empty,
    ///     URLs are signed
    public S3Store(
            S3Client s3,
            Supplier<S3Presigner> presigner,
            String workBucket,
            String videosBucket,
            Optional<String> videoBaseUrl) {
        this(s3, presigner, workBucket, videosBucket, videoBaseUrl, S3Transfers.DEFAULT);
    }

    S3Store(
            S3Client s3,
            Supplier<S3Presigner> presigner,
            String workBucket,
            String videosBucket,
            Optional<String> videoBaseUrl,
            S3Transfers transfers) {
        this.s3 = s3;
        this.presigner = presigner;
        this.workBucket = workBucket;
        this.videosBucket = videosBucket;
        this.videoBaseUrl = videoBaseUrl;
        this.transfers = transfers;
    }

    @Override
    public Optional<byte[]> read(String key) {
        S3Uri object = object(key);
        return find(object, () -> s3.getObject(whole(object), ResponseTransformer.toBytes()).asByteArrayUnsafe());
    }

    @Override
    public Optional<byte[]> read(String key, long offset, int length) {
        S3Uri object = object(key);
        if (length == 0) {
            // HTTP has no empty range.
            return head(object).map(_ -> new byte[0]);
        }
        String range = "bytes=%d-%d".formatted(offset, offset + length - 1);
        return find(object, () -> {
            try {
                return s3.getObject(get(object).range(range).build(), ResponseTransformer.toBytes())
                        .asByteArrayUnsafe();
            } catch (AwsServiceException e) {
                if (e.statusCode() == INVALID_RANGE) {
                    return new byte[0];
                }
                throw e;
            }
        });
    }

    @Override
    public Optional<Path> file(String key, Path folder) {
        S3Uri object = object(key);
        Path file = folder.resolve(key);
        if (Files.isRegularFile(file)) {
            return Optional.of(file);
        }
        try {
            Files.createDirectories(file.getParent());
            Path unfinished = Files.createTempFile(file.getParent(), ".", ".part");
            Optional<Path> read = find(object, () -> {
                var _ = s3.getObject(whole(object), new S3FileTransformer(unfinished));
                return unfinished;
            });
            if (read.isPresent()) {
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
                return Optional.of(file);
            }
            Files.deleteIfExists(unfinished);
            return Optional.empty();
        } catch (IOException e) {
            throw diskFailure(object, e);
        }
    }

    @Override
    public Map<String, Path> files(Collection<String> keys, Path folder) {
        List<String> distinct = keys.stream().distinct().toList();
        List<Optional<Path>> files = ParallelTasks.map(distinct, transfers.transfersAtOnce(), key -> file(key, folder));
        Map<String, Path> found = new LinkedHashMap<>();
        for (int i = 0; i < files.size(); i++) {
            String key = distinct.get(i);
            files.get(i).ifPresent(file -> found.put(key, file));
        }
        return found;
    }

    @Override
    public Optional<Long> size(String key) {
        return head(object(key)).map(HeadObjectResponse::contentLength);
    }

    @Override
    public boolean has(String key) {
        return head(object(key)).filter(found -> isWhatWasWritten(found, key)).isPresent();
    }

    @Override
    public Set<String> having(Collection<String> keys) {
        List<String> distinct = keys.stream().distinct().toList();
        List<Optional<String>> found = ParallelTasks.map(
                distinct, transfers.requestsAtOnce(), key -> has(key) ? Optional.of(key) : Optional.empty());
        return found.stream().flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet());
    }

    /// Whether the object's key and checksum equal those that this program wrote to the object's metadata.
    ///
    /// An object from another program has none in its metadata, or different ones; a copy of another object has that
    /// object's key. If S3 returns no checksum of the content, the one in the metadata counts as correct. A streamed
    /// object has none in its metadata, since S3 takes metadata before the content.
    private static boolean isWhatWasWritten(HeadObjectResponse object, String key) {
        String stored = object.checksumCRC32();
        String meant = object.metadata().get(S3Upload.CHECKSUM);
        return key.equals(object.metadata().get(S3Upload.KEY))
                && (meant == null || stored == null || meant.equals(stored));
    }

    @Override
    public Optional<String> checksum(String key) {
        return head(object(key))
                .filter(found -> isWhatWasWritten(found, key))
                .map(found -> Objects.requireNonNullElse(
                        found.metadata().get(S3Upload.CHECKSUM), found.checksumCRC32()));
    }

    @Override
    public void write(String key, byte[] content) {
        S3Uri object = object(key);
        try {
            var _ = s3.putObject(
                    request -> request.bucket(object.bucket()).key(object.key()).contentType(ContentTypes.of(key)),
                    RequestBody.fromBytes(content));
        } catch (SdkException e) {
            throw S3Failure.of(e, "", "written", object, "s3:PutObject");
        }
    }

    @Override
    public void writeOnce(String key, Path file) {
        S3Uri object = object(key);
        try {
            long bytes = Files.size(file);
            String checksum = Crc32Checksum.of(file);
            writeOnce(key, object, upload -> upload.send(file, bytes, checksum));
        } catch (IOException e) {
            throw diskFailure(object, e);
        }
    }

    @Override
    public void writeOnce(String key, Content content) {
        S3Uri object = object(key);
        writeOnce(key, object, upload -> {
            try {
                upload.send(content);
            } catch (IOException e) {
                throw diskFailure(object, e);
            }
        });
    }

    /// @param send throws [SdkException] if S3 refuses the object
    private void writeOnce(String key, S3Uri object, Consumer<S3Upload> send) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<HeadObjectResponse> existing = head(object);
            if (existing.filter(found -> isWhatWasWritten(found, key)).isPresent()) {
                return;
            }
            S3Upload upload = new S3Upload(s3, transfers, object, existing.map(HeadObjectResponse::eTag));
            if (isSent(upload, send)) {
                return;
            }
            pause(attempt, object);
        }
        if (!has(key)) {
            throw new StorageUnavailable("", "%s cannot be written: other functions write it at the same time".formatted(object));
        }
    }

    @Override
    public <T> T writeOnceBeside(String key, Path file, Supplier<T> use) {
        return ParallelTasks.with(use, () -> writeOnce(key, file));
    }

    /// Waits before a retry, with jitter, so that concurrent writers do not retry in step.
    private static void pause(int attempt, S3Uri object) {
        Duration most = PAUSE.multipliedBy(1L << attempt);
        ParallelTasks.sleep(
                Jitter.between(most.dividedBy(2), most),
                "%s cannot be written in the time that is left".formatted(object));
    }

    /// Uploads an object. Returns false if another writer was faster; the caller then checks what that writer wrote.
    private static boolean isSent(S3Upload upload, Consumer<S3Upload> send) {
        try {
            send.accept(upload);
            return true;
        } catch (AwsServiceException e) {
            if (SOMEBODY_WAS_FASTER.contains(e.statusCode()) || S3Failure.isMissing(e)) {
                return false;
            }
            throw S3Failure.of(e, "", "written", upload.target(), "s3:PutObject");
        } catch (SdkException e) {
            throw S3Failure.of(e, "", "written", upload.target(), "s3:PutObject");
        }
    }

    @Override
    public String uri(String key) {
        return object(key).toString();
    }

    @Override
    public ObjectUrl link(String key) {
        S3Uri object = object(key);
        if (videoBaseUrl.isPresent() && key.startsWith(VIDEOS)) {
            return new ObjectUrl(videoBaseUrl.get() + "/" + key, Optional.empty());
        }
        try {
            PresignedGetObjectRequest signed = presigner.get().presignGetObject(request -> request
                    .signatureDuration(LINK)
                    .getObjectRequest(get -> get.bucket(object.bucket()).key(object.key())));
            return new ObjectUrl(
                    signed.url().toString(), Optional.of(signed.expiration().truncatedTo(ChronoUnit.SECONDS)));
        } catch (SdkException e) {
            throw S3Failure.of(e, "", "given a signed URL", object, "s3:GetObject");
        }
    }

    private Optional<HeadObjectResponse> head(S3Uri object) {
        return find(
                object,
                () -> s3.headObject(request -> request.bucket(object.bucket())
                        .key(object.key())
                        .checksumMode(ChecksumMode.ENABLED)));
    }

    private static GetObjectRequest.Builder get(S3Uri object) {
        return GetObjectRequest.builder().bucket(object.bucket()).key(object.key());
    }

    /// Returns a request for the whole object. In checksum mode, S3 sends the checksum and the SDK verifies it.
    private static GetObjectRequest whole(S3Uri object) {
        return get(object).checksumMode(ChecksumMode.ENABLED).build();
    }

    private static <T> Optional<T> find(S3Uri object, Supplier<T> request) {
        try {
            return Optional.of(request.get());
        } catch (AwsServiceException e) {
            if (S3Failure.isMissing(e)) {
                return Optional.empty();
            }
            throw S3Failure.of(e, "", "read", object, "s3:GetObject");
        } catch (SdkException e) {
            throw S3Failure.of(e, "", "read", object, "s3:GetObject");
        }
    }

    private S3Uri object(String key) {
        return new S3Uri(Keys.checked(key).startsWith(VIDEOS) ? videosBucket : workBucket, key);
    }

    private static RuntimeException diskFailure(S3Uri object, IOException cause) {
        return DiskFailure.of("%s cannot be copied".formatted(object), cause);
    }
}
