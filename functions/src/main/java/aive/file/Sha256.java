package aive.file;
import aive.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/// The SHA-256 of a file's content.
public final class Sha256 {

    private Sha256() {}

    /// @return 64 hexadecimal digits
    /// @throws UncheckedIOException if the file cannot be read
    public static String of(Path file) {
        MessageDigest digest = newDigest();
        try (InputStream content = new DigestInputStream(Files.newInputStream(file), digest)) {
            content.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return hex(digest);
    }

    /// A new digest, for a caller that hashes bytes while it writes them.
    public static MessageDigest newDigest() {
        return Json.newSha256();
    }

    /// Completes a digest and resets it.
    ///
    /// @return 64 hexadecimal digits
    public static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
