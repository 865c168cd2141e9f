package aive.audio;

import aive.time.FrameRate;
import java.nio.file.Path;

/// The part of a decoded music file that is played.
///
/// @param file the decoded music
/// @param first the first sample that is played
/// @param end the sample after the last one
record DecodedMusic(StereoFile file, long first, long end) implements AutoCloseable {

    /// The most audio that is left out at a quiet end, such as a fade-out, in samples: 10 s.
    private static final int LONGEST_QUIET_END = 10 * FrameRate.SAMPLES_PER_SECOND;

    /// The share of the music that may be left out at one end.
    static final int QUIET_END_SHARE = 5;

    /// Levels are measured in blocks of 100 ms.
    private static final int BLOCK = FrameRate.SAMPLES_PER_SECOND / 10;

    /// A block is quiet if its energy is at least 12 dB below the average.
    private static final double QUIET = StrictMath.pow(10, -1.2);

    /// @param padded whether an encoder's padding may be at its ends
    static DecodedMusic open(Path path, boolean padded) {
        StereoFile file = StereoFile.open(path);
        DecodedMusic whole = new DecodedMusic(file, 0, file.samples());
        return padded
                ? SoundBounds.of(file)
                        .map(bounds -> new DecodedMusic(file, bounds.first(), bounds.end()))
                        .orElse(whole)
                : whole;
    }

    long samples() {
        return end - first;
    }

    /// Reads samples of the played part.
    ///
    /// @param from counted from the first played sample
    float[] read(long from, int samples) {
        return file.read(first + from, samples);
    }

    /// The number of samples before the music reaches its usual level: 0 if that takes longer than 10 s or a fifth of
    /// the music.
    long quietStart() {
        long quiet = quietBlocks(false);
        return quiet * BLOCK;
    }

    /// The number of samples after the music has left its usual level, as in [#quietStart].
    long quietEnd() {
        return quietBlocks(true) * BLOCK;
    }

    private long quietBlocks(boolean fromTheEnd) {
        double limit = QUIET * energy(0, samples());
        long most = Math.min(LONGEST_QUIET_END, samples() / QUIET_END_SHARE) / BLOCK;
        for (long block = 0; block < most; block++) {
            long from = fromTheEnd ? samples() - (block + 1) * BLOCK : block * BLOCK;
            if (energy(from, from + BLOCK) > limit) {
                return block;
            }
        }
        return 0;
    }

    /// The mean square of the samples in a range.
    double energy(long from, long to) {
        double sum = 0;
        for (long at = from; at < to; at += BLOCK) {
            for (float value : read(at, (int) Math.min(BLOCK, to - at))) {
                sum += (double) value * value;
            }
        }
        return sum / Math.max(1, (to - from) * StereoFile.CHANNELS);
    }

    @Override
    public void close() {
        file.close();
    }
}
