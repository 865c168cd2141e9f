package aive.audio;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// The part of decoded audio between the silence that an encoder added before and after it.
///
/// @param first the first sample that is not silent
/// @param end the sample after the last one that is not silent
record SoundBounds(long first, long end) {

    /// The most samples that an encoder adds at one end: 62 ms. The AAC encoders of Fraunhofer and Apple add 2,112.
    private static final int MOST_PADDING = 3_000;

    /// Silence is below -60 dB.
    private static final float SILENCE = 0.001f;

    /// Encoders spread a little of the sound into their padding: up to this share of the loudest sample nearby.
    private static final float ECHO = 0.05f;

    private static final int CHANNELS = 2;
    private static final int BYTES = CHANNELS * Float.BYTES;
    private static final int MARKER_LENGTH = 24;
    private static final int HEADER = 40;

    /// Reads the ends of a Wave64 file with stereo samples in 32-bit floating point.
    ///
    /// @return empty if an end is silent for longer than an encoder's padding: the silence is part of the music
    static Optional<SoundBounds> of(Path file) {
        try (RandomAccessFile audio = new RandomAccessFile(file.toFile(), "r")) {
            long data = data(audio);
            long samples = (audio.length() - data) / BYTES;
            int window = (int) Math.min(MOST_PADDING, samples / 2);
            int first = firstSound(read(audio, data, window), window, false);
            int last = firstSound(read(audio, data + (samples - window) * BYTES, window), window, true);
            return first == window || last == window
                    ? Optional.empty()
                    : Optional.of(new SoundBounds(first, samples - last));
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

    private static ByteBuffer read(RandomAccessFile audio, long at, int samples) throws IOException {
        byte[] bytes = new byte[samples * BYTES];
        audio.seek(at);
        audio.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// The number of silent samples at the beginning, or at the end.
    private static int firstSound(ByteBuffer audio, int samples, boolean fromTheEnd) {
        float loudest = 0;
        for (int i = 0; i < samples; i++) {
            loudest = Math.max(loudest, level(audio, i));
        }
        float threshold = Math.max(SILENCE, ECHO * loudest);
        for (int i = 0; i < samples; i++) {
            if (level(audio, fromTheEnd ? samples - 1 - i : i) >= threshold) {
                return i;
            }
        }
        return samples;
    }

    private static float level(ByteBuffer audio, int sample) {
        float level = 0;
        for (int channel = 0; channel < CHANNELS; channel++) {
            level = Math.max(level, Math.abs(audio.getFloat(sample * BYTES + channel * Float.BYTES)));
        }
        return level;
    }
}
