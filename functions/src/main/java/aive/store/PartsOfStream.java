package aive.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.zip.CRC32;

/// Divides a stream into parts for an upload, and computes the checksum of all of it.
final class PartsOfStream implements Iterator<PartsOfStream.Part> {

    private final InputStream stream;
    private final int partBytes;
    private final CRC32 checksum = new CRC32();
    private Part next;

    /// @param partBytes the size of each part except the last one
    PartsOfStream(InputStream stream, int partBytes) {
        this.stream = stream;
        this.partBytes = partBytes;
        this.next = read(1);
    }

    /// A part of the content.
    static final class Part {

        private final int number;
        private final byte[] bytes;

        private Part(int number, byte[] bytes) {
            this.number = number;
            this.bytes = bytes;
        }

        /// The number of the part, from 1.
        int number() {
            return number;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    @Override
    public boolean hasNext() {
        return next.bytes.length > 0;
    }

    /// @throws UncheckedIOException if the stream throws an exception
    @Override
    public Part next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Part part = next;
        next = read(part.number + 1);
        return part;
    }

    private Part read(int number) {
        try {
            byte[] bytes = new byte[partBytes];
            int length = stream.readNBytes(bytes, 0, partBytes);
            checksum.update(bytes, 0, length);
            return new Part(number, length == partBytes ? bytes : Arrays.copyOf(bytes, length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The checksum of what was read so far.
    String checksum() {
        return Crc32Checksum.text(checksum);
    }
}
