package aive.fetch;

import aive.error.OutOfSpace;
import aive.error.RenderError;
import aive.error.StorageUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Streams a body into a fresh file, counting and hashing on the way; all of it is there in the end, or no file.
final class BodyFile {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path folder;
    private final long limit;
    private final Trail trail;

    /// @param limit the largest number of bytes
    BodyFile(Path folder, long limit, Trail trail) {
        this.folder = folder;
        this.limit = limit;
        this.trail = trail;
    }

    record Written(Path file, long bytes, String sha256) {}

    /// @param declared the number of bytes that the server announces, negative if it does not
    /// @throws IOException if the body broke off; what is wrong with the disk comes as a [RenderError]
    Written write(InputStream body, long declared, Progress progress) throws IOException {
        if (declared > limit) {
            throw tooLarge(declared + " bytes");
        }
        Path file = create(declared);
        boolean whole = false;
        try {
            MessageDigest sha256 = newSha256();
            long bytes = copy(body, file, sha256, progress);
            if (bytes == 0) {
                throw trail.unavailable("answers without a single byte");
            }
            whole = true;
            return new Written(file, bytes, HexFormat.of().formatHex(sha256.digest()));
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
    }

    private long copy(InputStream body, Path file, MessageDigest sha256, Progress progress) throws IOException {
        try (OutputStream output = Files.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            long bytes = 0;
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                bytes += read;
                if (bytes > limit) {
                    throw tooLarge("more");
                }
                sha256.update(buffer, 0, read);
                append(output, buffer, read);
                progress.received(bytes);
            }
            return bytes;
        }
    }

    private void append(OutputStream output, byte[] buffer, int length) {
        try {
            output.write(buffer, 0, length);
        } catch (IOException e) {
            throw diskError(e);
        }
    }

    private Path create(long declared) {
        try {
            Files.createDirectories(folder);
            if (declared > Files.getFileStore(folder).getUsableSpace()) {
                throw outOfSpace(declared + " bytes");
            }
            return Files.createTempFile(folder, "source-", ".download");
        } catch (IOException e) {
            throw diskError(e);
        }
    }

    /// Java has no exception of its own for a full disk, and its text depends on the system; how much is left does not.
    private RenderError diskError(IOException e) {
        try {
            if (Files.getFileStore(folder).getUsableSpace() < BUFFER_BYTES) {
                return outOfSpace("it");
            }
        } catch (IOException _) {
            // then it is not the space
        }
        return new StorageUnavailable(trail.pointer(), "The folder for downloads could not be written.", e);
    }

    private OutOfSpace outOfSpace(String what) {
        return new OutOfSpace(trail.pointer(), trail.sentence("does not fit on the disk: there is no room for " + what));
    }

    private RenderError tooLarge(String what) {
        return trail.tooLarge("has %s, over the limit of %d bytes".formatted(what, limit));
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
