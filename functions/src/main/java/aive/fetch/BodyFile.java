package aive.fetch;
import aive.error.OutOfSpace;
import aive.error.RenderError;
import aive.file.DiskFailure;
import aive.file.FullDisk;
import aive.file.NewFile;
import aive.file.Sha256;
import aive.http.RequestedUrl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/// Writes the body of a response to a new file, and counts and hashes its bytes. A failure leaves no file.
final class BodyFile {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path folder;
    private final long limit;
    private final RequestedUrl url;

    /// @param limit the largest number of bytes
    BodyFile(Path folder, long limit, RequestedUrl url) {
        this.folder = folder;
        this.limit = limit;
        this.url = url;
    }

    record Written(Path file, long bytes, String sha256) {}

    /// @param declared the number of bytes that the server declares; negative if it declares none
    /// @throws IOException if the connection failed; a failure of the disk is a [RenderError]
    Written write(InputStream body, long declared, DownloadProgress progress) throws IOException {
        if (declared > limit) {
            throw tooLarge(declared + " bytes");
        }
        Path file = create(declared);
        boolean complete = false;
        try {
            MessageDigest sha256 = Sha256.newDigest();
            long bytes = copy(body, file, sha256, progress);
            if (bytes == 0) {
                throw url.unavailable("answers with an empty body");
            }
            complete = true;
            return new Written(file, bytes, Sha256.hex(sha256));
        } finally {
            if (!complete) {
                Files.deleteIfExists(file);
            }
        }
    }

    private long copy(InputStream body, Path file, MessageDigest sha256, DownloadProgress progress) throws IOException {
        try (NewFile output = new NewFile(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            long bytes = 0;
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                bytes += read;
                if (bytes > limit) {
                    throw tooLarge("more");
                }
                sha256.update(buffer, 0, read);
                output.write(buffer, 0, read);
                progress.received(bytes);
            }
            return bytes;
        }
    }

    private Path create(long declared) {
        try {
            Files.createDirectories(folder);
            if (FullDisk.hasNoRoomFor(declared, folder)) {
                throw outOfSpace(declared);
            }
            return Files.createTempFile(folder, "source-", ".download");
        } catch (IOException e) {
            throw DiskFailure.of("cannot write a download in " + folder, e);
        }
    }

    private OutOfSpace outOfSpace(long bytes) {
        return new OutOfSpace(
                url.pointer(),
                url.sentence("does not fit on the disk of %s: there is no room for %d bytes".formatted(folder, bytes)));
    }

    private RenderError tooLarge(String size) {
        return url.tooLarge("has %s, over the limit of %d bytes".formatted(size, limit));
    }
}
