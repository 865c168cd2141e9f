package aive.mp4;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// Writes boxes into memory. Numbers are big-endian.
final class BoxWriter {

    private static final int[] UNITY_MATRIX = {0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x4000_0000};
    private static final int SELF_CONTAINED = 1;

    private byte[] bytes = new byte[1 << 16];
    private int length;

    /// Writes a box.
    ///
    /// @param content writes its content
    BoxWriter box(String type, Runnable content) {
        int start = length;
        u32(0).text(type);
        content.run();
        int end = length;
        length = start;
        u32(end - start);
        length = end;
        return this;
    }

    /// Writes a box with a version and flags.
    BoxWriter fullBox(String type, int version, int flags, Runnable content) {
        return box(type, () -> {
            u32((long) version << 24 | flags);
            content.run();
        });
    }

    /// Writes a number of entries and then pairs of a length and a value for each run of equal values.
    ///
    /// @param count of the values
    BoxWriter runs(int count, IntUnaryOperator values) {
        int entries = length;
        u32(0);
        int number = 0;
        int start = 0;
        for (int i = 1; i <= count; i++) {
            if (i == count || values.applyAsInt(i) != values.applyAsInt(start)) {
                u32(i - start).u32(values.applyAsInt(start));
                start = i;
                number++;
            }
        }
        int end = length;
        length = entries;
        u32(number);
        length = end;
        return this;
    }

    BoxWriter u16(int number) {
        return number(number, Short.BYTES);
    }

    BoxWriter u32(long number) {
        return number(number, Integer.BYTES);
    }

    BoxWriter u64(long number) {
        return number(number, Long.BYTES);
    }

    /// Writes a time or a duration, with 64 bits in version 1 of a box.
    BoxWriter time(int version, long number) {
        return version == 1 ? u64(number) : u32(number);
    }

    /// Writes the header of the box with the samples.
    ///
    /// @param content the length of the samples
    /// @param large whether the length needs 64 bits
    BoxWriter mediaHeader(long content, boolean large) {
        return large ? u32(1).text("mdat").u64(content + 16) : u32(content + 8).text("mdat");
    }

    /// Writes the matrix of a movie or a track that is shown as it is.
    BoxWriter unityMatrix() {
        for (int element : UNITY_MATRIX) {
            u32(element);
        }
        return this;
    }

    /// Writes the box that says that the samples are in the same file.
    BoxWriter sameFile() {
        return box("dinf", () -> fullBox("dref", 0, 0, () -> u32(1).fullBox("url ", 0, SELF_CONTAINED, () -> {})));
    }

    /// Writes that to decode from any sample on, a decoder needs the one before it: frames of AAC overlap by half.
    BoxWriter overlapOfAac(int samples) {
        fullBox("sgpd", 1, 0, () -> text("roll").u32(2).u32(1).u16(-1));
        return fullBox("sbgp", 0, 0, () -> text("roll").u32(1).u32(samples).u32(1));
    }

    BoxWriter zeros(int count) {
        room(count);
        Arrays.fill(bytes, length, length + count, (byte) 0);
        length += count;
        return this;
    }

    BoxWriter text(String ascii) {
        return bytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    BoxWriter bytes(byte[] content) {
        room(content.length);
        System.arraycopy(content, 0, bytes, length, content.length);
        length += content.length;
        return this;
    }

    int length() {
        return length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /// Writes a number of `width` bytes.
    BoxWriter number(long number, int width) {
        room(width);
        for (int i = width - 1; i >= 0; i--) {
            bytes[length++] = (byte) (number >>> (Byte.SIZE * i));
        }
        return this;
    }

    private void room(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }
}
