package aive.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/// CRC-32 as S3 writes it. It finds accidents, at the speed of memory; who means harm and may write to the store can
/// do worse.
final class Crc32Checksum {

    private Crc32Checksum() {}

    /// Base64 of the four bytes.
    static String of(Path file) throws IOException {
        try (CheckedInputStream content = new CheckedInputStream(Files.newInputStream(file), new CRC32())) {
            return of(content);
        }
    }

    private static String of(CheckedInputStream content) throws IOException {
        content.transferTo(OutputStream.nullOutputStream());
        return Base64.getEncoder().encodeToString(ByteBuffer.allocate(Integer.BYTES).putInt((int) content.getChecksum().getValue()).array());
    }
}
