package aive.fetch;

import aive.aws.S3Failure;
import aive.aws.S3FileTransformer;
import aive.error.MediaForbidden;
import aive.error.MediaTooLarge;
import aive.error.MediaUnavailable;
import aive.error.OutOfSpace;
import aive.error.RenderError;
import aive.error.StorageUnavailable;
import aive.file.DiskFailure;
import aive.file.FullDisk;
import aive.file.Sha256;
import aive.url.S3Uri;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;

/// Reads media and stored projects from the allowed buckets.
///
/// The role needs `s3:GetObject` on them, and `s3:ListBucket`: without it S3 answers *forbidden* if an object does
/// not exist.
public final class S3Sources implements BucketDownloader {

    private static final int PRECONDITION_FAILED = 412;
    private static final int INVALID_RANGE = 416;

    private final S3Client s3;
    /// The folder of finished videos in their bucket. The role of *Fetch media* cannot read it.
    private static final String VIDEOS = "videos/";

    private final Set<String> buckets;
    private final Optional<String> videosBucket;
    private final long maxBytes;

    /// @param buckets names of the allowed buckets
    /// @param videosBucket the bucket with finished videos, which are no sources
    /// @param maxBytes size limit of media
    public S3Sources(S3Client s3, Set<String> buckets, Optional<String> videosBucket, long maxBytes) {
        this.s3 = s3;
        this.buckets = Set.copyOf(buckets);
        this.videosBucket = videosBucket;
        this.maxBytes = maxBytes;
    }

    @Override
    public Download fetch(String pointer, URI source, Optional<Validators> previous, Path folder, Duration within) {
        S3Uri object = object(pointer, source);
        if (videosBucket.filter(object.bucket()::equals).isPresent() && object.key().startsWith(VIDEOS)) {
            throw new MediaForbidden(
                    pointer,
                    "%s is in the folder of finished videos, which no source may name; copy it to another bucket"
                            .formatted(object));
        }
        long start = System.nanoTime();
        HeadObjectResponse head = ask(
                pointer,
                object,
                () -> s3.headObject(request -> request.bucket(object.bucket())
                        .key(object.key())
                        .overrideConfiguration(settings -> settings.apiCallTimeout(within))));
        if (previous.flatMap(Validators::etag).filter(head.eTag()::equals).isPresent()) {
            return new Download.NotModified();
        }
        Path file = room(pointer, object, head.contentLength(), folder);
        Duration left = within.minusNanos(System.nanoTime() - start);
        // Only this version: its size has been checked.
        var _ = ask(
                pointer,
                object,
                () -> s3.getObject(
                        request -> request.bucket(object.bucket())
                                .key(object.key())
                                .ifMatch(head.eTag())
                                .checksumMode(ChecksumMode.ENABLED)
                                .overrideConfiguration(settings ->
                                        settings.apiCallTimeout(left.isPositive() ? left : Duration.ofMillis(1))),
                        new S3FileTransformer(file)));
        return new Download.Fetched(
                file,
                head.contentLength(),
                sha256(file),
                new Validators(Optional.of(head.eTag()), Optional.empty()),
                Optional.ofNullable(head.contentType()));
    }

    /// Reads a stored project.
    ///
    /// @param maxBytes size limit; returns at most one byte more, so that the caller can detect a larger object
    public byte[] read(String pointer, URI source, long maxBytes) {
        S3Uri object = object(pointer, source);
        return ask(pointer, object, () -> {
            try {
                return s3.getObject(
                                request -> request.bucket(object.bucket())
                                        .key(object.key())
                                        .range("bytes=0-" + maxBytes),
                                ResponseTransformer.toBytes())
                        .asByteArray();
            } catch (AwsServiceException e) {
                if (e.statusCode() == INVALID_RANGE) {
                    return new byte[0];
                }
                throw e;
            }
        });
    }

    private S3Uri object(String pointer, URI source) {
        S3Uri object = new S3Uri(source.getAuthority(), source.getPath().substring(1));
        if (!buckets.contains(object.bucket())) {
            throw new MediaForbidden(pointer, "%s is in a bucket that is not allowed (sourceBuckets of the deployment)".formatted(object));
        }
        return object;
    }

    /// Creates an empty file for an object, after checking that the object's size is allowed and fits on the disk.
    private Path room(String pointer, S3Uri object, long bytes, Path folder) {
        if (bytes > maxBytes) {
            throw new MediaTooLarge(
                    pointer, "%s has %d bytes, over the limit of %d bytes".formatted(object, bytes, maxBytes));
        }
        if (bytes == 0) {
            throw new MediaUnavailable(pointer, "%s is empty".formatted(object));
        }
        try {
            if (FullDisk.hasNoRoomFor(bytes, folder)) {
                throw new OutOfSpace(
                        pointer, "%s does not fit on the disk of %s: there is no room for %d bytes"
                                .formatted(object, folder, bytes));
            }
            return Files.createTempFile(folder, "source-", ".download");
        } catch (IOException e) {
            throw DiskFailure.of("cannot write a download in " + folder, e);
        }
    }

    private static <T> T ask(String pointer, S3Uri object, Supplier<T> request) {
        try {
            return request.get();
        } catch (AwsServiceException e) {
            throw refused(e, pointer, object);
        } catch (SdkException e) {
            throw S3Failure.of(e, pointer, "read", object, "s3:GetObject");
        }
    }

    private static RenderError refused(AwsServiceException answer, String pointer, S3Uri object) {
        if (S3Failure.isMissing(answer)) {
            return new MediaUnavailable(pointer, "%s is not there".formatted(object), answer);
        }
        if (answer instanceof InvalidObjectStateException) {
            return new MediaUnavailable(pointer, "%s is archived; it must be restored first".formatted(object), answer);
        }
        if (answer.statusCode() == PRECONDITION_FAILED) {
            return new StorageUnavailable(pointer, "%s was replaced while it was read".formatted(object), answer);
        }
        return S3Failure.of(answer, pointer, "read", object, "s3:GetObject");
    }

    private static String sha256(Path file) {
        try {
            return Sha256.of(file);
        } catch (UncheckedIOException e) {
            throw new StorageUnavailable("", "a download could not be read from the disk", e);
        }
    }
}
