package aive.audio;

import aive.time.FrameRate;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A Wave64 file with stereo samples in 32-bit floating point at 48 kHz, read and written at any position.
///
/// A sample here is one value for each of the two channels. A part that was never written is silent, and takes no space
/// on most file systems.
final class StereoFile implements AutoCloseable {

    static final int CHANNELS = 2;

    private static final int BYTES = CHANNELS * Float.BYTES;
    private static final int MARKER_LENGTH = 24;
    private static final int HEADER = 40;
    private static final int FORMAT_LENGTH = 18;
    private static final int IEEE_FLOAT = 3;

    /// The second part of the marker of each chunk but the first, whose name is in the first four bytes.
    private static final byte[] WAVE_MARKER = {
        (byte) 0xF3, (byte) 0xAC, (byte) 0xD3, 0x11, (byte) 0x8C, (byte) 0xD1, 0x00, (byte) 0xC0, 0x4F,
        (byte) 0x8E, (byte) 0xDB, (byte) 0x8A
    };

    private static final byte[] RIFF_MARKER = {
        0x2E, (byte) 0x91, (byte) 0xCF, 0x11, (byte) 0xA5, (byte) 0xD6, 0x28, (byte) 0xDB, 0x04, (byte) 0xC1, 0x00,
        0x00
    };

    private final RandomAccessFile file;
    private final long data;

    private StereoFile(RandomAccessFile file, long data) {
        this.file = file;
        this.data = data;
    }

    /// Opens a file of FFmpeg, or of [#create].
    static StereoFile open(Path path) {
        try {
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
            return new StereoFile(file, data(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Makes a silent file.
    ///
    /// @param samples its length
    static StereoFile create(Path path, long samples) {
        try {
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
            int format = (FORMAT_LENGTH + 7) / 8 * 8;
            int length = HEADER + MARKER_LENGTH + format + MARKER_LENGTH;
            ByteBuffer header = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
            header.put(ascii("riff")).put(RIFF_MARKER).putLong(length + samples * BYTES);
            header.put(ascii("wave")).put(WAVE_MARKER);
            header.put(ascii("fmt ")).put(WAVE_MARKER).putLong(MARKER_LENGTH + FORMAT_LENGTH);
            header.putShort((short) IEEE_FLOAT).putShort((short) CHANNELS).putInt(FrameRate.SAMPLES_PER_SECOND);
            header.putInt(FrameRate.SAMPLES_PER_SECOND * BYTES).putShort((short) BYTES).putShort((short) Float.SIZE);
            header.position(length - MARKER_LENGTH);
            header.put(ascii("data")).put(WAVE_MARKER).putLong(MARKER_LENGTH + samples * BYTES);
            file.write(header.array());
            file.setLength(length + samples * BYTES);
            return new StereoFile(file, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The storage for a number of samples, without the header.
    static long bytes(long samples) {
        return samples * BYTES;
    }

    /// The number of samples.
    long samples() {
        try {
            return (file.length() - data) / BYTES;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads samples: left and right in turn.
    ///
    /// @param first the first sample
    float[] read(long first, int samples) {
        try {
            byte[] bytes = new byte[samples * BYTES];
            file.seek(data + first * BYTES);
            file.readFully(bytes);
            float[] values = new float[samples * CHANNELS];
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes samples: left and right in turn.
    ///
    /// @param first the first sample
    void write(long first, float[] values) {
        try {
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            file.seek(data + first * BYTES);
            file.write(bytes.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The position of the samples: after the header of the chunk `data`.
    private static long data(RandomAccessFile audio) throws IOException {
        long at = HEADER;
        while (true) {
            byte[] chunk = new byte[MARKER_LENGTH];
            audio.seek(at);
            audio.readFully(chunk);
            if (new String(chunk, 0, 4, StandardCharsets.US_ASCII).equals("data")) {
                return at + MARKER_LENGTH;
            }
            long size = ByteBuffer.wrap(chunk, 16, 8).order(ByteOrder.LITTLE_ENDIAN).getLong();
            at += (size + 7) / 8 * 8;
        }
    }

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
