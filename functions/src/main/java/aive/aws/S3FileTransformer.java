package aive.aws;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.core.exception.NonRetryableException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// Writes an object to a file, from the start in every attempt. A broken connection is retried, a full disk is not.
///
/// The SDK's own transformer fails after a wrong checksum, because its retry finds the file already there.
public record S3FileTransformer(Path file) implements ResponseTransformer<GetObjectResponse, GetObjectResponse> {

    private static final int BUFFER_BYTES = 128 * 1024;

    @Override
    public GetObjectResponse transform(GetObjectResponse response, AbortableInputStream body) {
        try (OutputStream output = Files.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                append(output, buffer, read);
            }
            return response;
        } catch (UncheckedIOException e) {
            body.abort();
            throw NonRetryableException.create("the disk cannot be written", e.getCause());
        } catch (IOException e) {
            throw RetryableException.create("the connection broke off", e);
        }
    }

    private static void append(OutputStream output, byte[] buffer, int length) {
        try {
            output.write(buffer, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
