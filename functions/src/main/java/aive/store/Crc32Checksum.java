package aive.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Checksum;

/// The CRC-32 of a content, in S3's format. It detects accidental damage, not manipulation.
public final class Crc32Checksum {

    private Crc32Checksum() {}

    /// Returns the four bytes of the file's CRC-32 in Base64.
    static String of(Path file) throws IOException {
        try (CheckedInputStream content = new CheckedInputStream(Files.newInputStream(file), new CRC32())) {
            return of(content);
        }
    }

    private static String of(CheckedInputStream content) throws IOException {
        content.transferTo(OutputStream.nullOutputStream());
        return text(content.getChecksum());
    }

    /// Returns the four bytes of a CRC-32 in Base64.
    public static String text(Checksum crc32) {
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(Integer.BYTES)
                        .putInt((int) crc32.getValue())
                        .array());
    }
}
