package aive.mp4;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// Bytes that can be read in ranges: those of a file, or of an object in a store. Safe for several threads.
@FunctionalInterface
public interface RangeReader {

    /// Returns `length` bytes from `offset` on; fewer at the end.
    byte[] read(long offset, int length);

    /// Reads a file. It is opened for each read.
    static RangeReader of(Path file) {
        return (offset, length) -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                ByteBuffer bytes = ByteBuffer.allocate((int) Math.clamp(channel.size() - offset, 0L, (long) length));
                int read = 0;
                while (bytes.hasRemaining() && read >= 0) {
                    read = channel.read(bytes, offset + bytes.position());
                }
                return Arrays.copyOf(bytes.array(), bytes.position());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /// Reads an array.
    static RangeReader of(byte[] bytes) {
        return (offset, length) -> Arrays.copyOfRange(
                bytes, (int) Math.min(offset, bytes.length), (int) Math.min(offset + length, bytes.length));
    }
}
