package aive.store;

import aive.parallel.OrderedTasks;
import aive.parallel.ParallelTasks;
import aive.url.S3Uri;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// Uploads one file or stream as one object, if the existing object has not changed.
///
/// S3 verifies the file's checksum and stores it. The metadata repeats it with the key, to prove who wrote the object.
///
/// @param replaced the ETag of the object that is replaced; empty if none may exist
record S3Upload(S3Client s3, S3Transfers transfers, S3Uri target, Optional<String> replaced) {

    /// The metadata field with the checksum that the writer computed.
    static final String CHECKSUM = "crc32";

    /// The metadata field with the key of the object. In a copy it is another key than the copy's own.
    static final String KEY = "key";

    /// The time limit for one attempt of an upload request. The HTTP client itself has a timeout for reading only.
    private static final Duration LONGEST_REQUEST = Duration.ofMinutes(3);

    /// @param checksum the checksum of the file, from [Crc32Checksum]
    /// @throws SdkException with status 412 or 409 if another writer was faster, 404 if the replaced object is gone
    void send(Path file, long bytes, String checksum) {
        if (bytes <= transfers.partBytes()) {
            put(RequestBody.fromFile(file), checksum);
        } else {
            sendParts(
                    Map.of(CHECKSUM, checksum, KEY, target.key()),
                    upload -> complete(upload, parts(upload, file, bytes), checksum));
        }
    }

    /// Uploads a stream in parts, of which a few are in memory.
    ///
    /// @throws SdkException as [#send(Path, long, String)]
    /// @throws IOException if the stream throws it
    void send(Content content) throws IOException {
        try (InputStream stream = content.open()) {
            if (content.bytes() <= transfers.partBytes()) {
                byte[] bytes = stream.readAllBytes();
                CRC32 checksum = new CRC32();
                checksum.update(bytes);
                put(unsafe(bytes), Crc32Checksum.text(checksum));
                return;
            }
            PartsOfStream parts = new PartsOfStream(stream, Math.toIntExact(transfers.partBytes(content.bytes())));
            sendParts(Map.of(KEY, target.key()), upload -> {
                List<CompletedPart> sent = new ArrayList<>();
                try (OrderedTasks<PartsOfStream.Part, CompletedPart> sending = new OrderedTasks<>(
                        parts,
                        transfers.transfersAtOnce(),
                        part -> part(upload, part.number(), unsafe(part.bytes())))) {
                    sending.forEachRemaining(sent::add);
                }
                complete(upload, sent, parts.checksum());
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// A body of bytes that nobody changes, without a copy of them.
    private static RequestBody unsafe(byte[] bytes) {
        return RequestBody.fromContentProvider(
                ContentStreamProvider.fromByteArrayUnsafe(bytes), bytes.length, "application/octet-stream");
    }

    private void put(RequestBody content, String checksum) {
        var _ = s3.putObject(
                request -> request.bucket(target.bucket())
                        .key(target.key())
                        .contentType(ContentTypes.of(target.key()))
                        .metadata(Map.of(CHECKSUM, checksum, KEY, target.key()))
                        .checksumCRC32(checksum)
                        .ifNoneMatch(ifNoneMatch())
                        .ifMatch(replaced.orElse(null))
                        .overrideConfiguration(settings -> settings.apiCallAttemptTimeout(LONGEST_REQUEST)),
                content);
    }

    /// Begins an upload in parts, and aborts it if `parts` throws.
    ///
    /// @param parts uploads all parts and completes the upload with the given name
    private void sendParts(Map<String, String> metadata, Consumer<String> parts) {
        String upload = s3.createMultipartUpload(request -> request.bucket(target.bucket())
                        .key(target.key())
                        .contentType(ContentTypes.of(target.key()))
                        .metadata(metadata)
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                        .checksumType(ChecksumType.FULL_OBJECT))
                .uploadId();
        boolean complete = false;
        try {
            parts.accept(upload);
            complete = true;
        } finally {
            if (!complete) {
                abort(upload);
            }
        }
    }

    private List<CompletedPart> parts(String upload, Path file, long bytes) {
        long partBytes = transfers.partBytes(bytes);
        List<Integer> numbers = IntStream.rangeClosed(1, (int) Math.ceilDiv(bytes, partBytes))
                .boxed()
                .toList();
        return ParallelTasks.map(numbers, transfers.transfersAtOnce(), number -> {
            long offset = (number - 1) * partBytes;
            long length = Math.min(partBytes, bytes - offset);
            ContentStreamProvider content =
                    ContentStreamProvider.fromInputStreamSupplier(() -> open(file, offset, length));
            return part(
                    upload,
                    number,
                    RequestBody.fromContentProvider(content, length, "application/octet-stream"));
        });
    }

    private CompletedPart part(String upload, int number, RequestBody content) {
        UploadPartResponse part = s3.uploadPart(
                request -> request.bucket(target.bucket())
                        .key(target.key())
                        .uploadId(upload)
                        .partNumber(number)
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                        .overrideConfiguration(settings -> settings.apiCallAttemptTimeout(LONGEST_REQUEST)),
                content);
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(part.eTag())
                .checksumCRC32(part.checksumCRC32())
                .build();
    }

    private static FileSlice open(Path file, long offset, long length) {
        try {
            return new FileSlice(file, offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void complete(String upload, List<CompletedPart> parts, String checksum) {
        var _ = s3.completeMultipartUpload(request -> request.bucket(target.bucket())
                .key(target.key())
                .uploadId(upload)
                .multipartUpload(list -> list.parts(parts))
                .checksumCRC32(checksum)
                .checksumType(ChecksumType.FULL_OBJECT)
                .ifNoneMatch(ifNoneMatch())
                .ifMatch(replaced.orElse(null)));
    }

    /// Deletes the uploaded parts, which would cost money until the bucket's lifecycle rule deletes them.
    private void abort(String upload) {
        try {
            var _ = s3.abortMultipartUpload(
                    request -> request.bucket(target.bucket()).key(target.key()).uploadId(upload));
        } catch (SdkException _) {
            // the original error matters more
        }
    }

    private @Nullable String ifNoneMatch() {
        return replaced.isPresent() ? null : "*";
    }
}
