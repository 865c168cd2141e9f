package aive.audio;

import aive.time.FrameRate;

/// How one piece of music continues with the next, or with itself where it repeats.
///
/// The pieces overlap: one fades out while the other fades in. The gains keep the power of the sum constant for the
/// measured correlation `r` of the two: `cos(x) / n` and `sin(x) / n` with `n = sqrt(1 + r·sin(2x))`, where `x` goes
/// from 0 to π/2. This is the equal-power crossfade for pieces without correlation, and close to a linear one for equal
/// pieces. Quiet ends of the pieces, such as a fade-out, are left out, and the second piece begins up to 20 ms later,
/// where the
/// waves fit best, so that the two do not cancel each other.
///
/// @param end the sample of the first piece at which it has faded out
/// @param start the sample of the second piece at which it begins
/// @param overlap the number of samples for which both are heard; 0 for a cut
/// @param correlation of the two in the overlap, 0 to 1
record MusicJoin(long end, long start, int overlap, double correlation) {

    /// The overlap is at most this part of the shorter piece.
    private static final int OVERLAP_SHARE = 5;

    /// The most samples by which the second piece begins later: 20 ms, a period of 50 Hz.
    private static final int MOST_SHIFT = FrameRate.SAMPLES_PER_SECOND / 50;

    /// The shift is at most this part of the second piece.
    private static final int SHIFT_SHARE = 50;

    /// The number of samples that are compared to find the shift.
    private static final int COMPARED = 2 * FrameRate.SAMPLES_PER_SECOND / 5;

    /// The largest difference of level at which a piece repeats without a crossfade: 1 dB, as a ratio of energies.
    private static final double EQUAL_LEVEL = StrictMath.pow(10, 0.1);

    private static final int ORDER = 16;
    private static final int PREDICTED = 4_096;

    /// @param longest the longest overlap, in samples; 0 for a cut
    static MusicJoin of(DecodedMusic first, DecodedMusic second, long longest) {
        boolean repeats = first.equals(second);
        int overlap = (int) Math.min(longest, Math.min(first.samples(), second.samples()) / OVERLAP_SHARE);
        if (overlap == 0 || (repeats && continuesItself(first))) {
            return new MusicJoin(first.samples(), 0, 0, 0);
        }
        long end = first.samples() - first.quietEnd();
        long start = second.quietStart();
        int shifts = (int) Math.min(MOST_SHIFT, second.samples() / SHIFT_SHARE);
        int compared = Math.min(overlap, COMPARED);
        float[] before = mono(first.read(end - overlap, compared));
        float[] after = mono(second.read(start, compared + shifts));
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int shift = 0; shift <= shifts; shift++) {
            double similarity = correlation(before, after, shift);
            if (similarity > highest) {
                highest = similarity;
                best = shift;
            }
        }
        double overall = correlation(
                mono(first.read(end - overlap, overlap)), mono(second.read(start + best, overlap)), 0);
        return new MusicJoin(end, start + best, overlap, Math.max(0, overall));
    }

    /// The samples of the overlap.
    float[] overlapped(DecodedMusic first, DecodedMusic second) {
        float[] out = first.read(end - overlap, overlap);
        float[] in = second.read(start, overlap);
        float[] both = new float[out.length];
        for (int i = 0; i < both.length; i++) {
            int sample = i / StereoFile.CHANNELS;
            double angle = Math.PI / 2 * (sample + 0.5) / overlap;
            double power = StrictMath.sqrt(1 + correlation * StrictMath.sin(2 * angle));
            both[i] = (float) ((out[i] * StrictMath.cos(angle) + in[i] * StrictMath.sin(angle)) / power);
        }
        return both;
    }

    /// Whether the beginning of a piece continues its end: with the same level, and without a click.
    ///
    /// A click is where linear prediction from the samples before fails more than anywhere else near the ends.
    private static boolean continuesItself(DecodedMusic music) {
        long second = Math.min(FrameRate.SAMPLES_PER_SECOND, music.samples() / 2);
        double last = music.energy(music.samples() - second, music.samples());
        double first = music.energy(0, second);
        if (last > first * EQUAL_LEVEL || first > last * EQUAL_LEVEL) {
            return false;
        }
        int near = (int) Math.min(PREDICTED, music.samples() / 2);
        double[] both = new double[2 * near];
        float[] end = mono(music.read(music.samples() - near, near));
        float[] start = mono(music.read(0, near));
        for (int i = 0; i < near; i++) {
            both[i] = end[i];
            both[near + i] = start[i];
        }
        double[] weights = prediction(both);
        double atTheSeam = 0;
        double elsewhere = 0;
        for (int i = ORDER; i < both.length; i++) {
            double error = both[i];
            for (int k = 0; k < ORDER; k++) {
                error -= weights[k] * both[i - 1 - k];
            }
            if (i >= near && i < near + ORDER) {
                atTheSeam = Math.max(atTheSeam, Math.abs(error));
            } else {
                elsewhere = Math.max(elsewhere, Math.abs(error));
            }
        }
        return atTheSeam <= elsewhere;
    }

    /// The weights of linear prediction, by the recursion of Levinson and Durbin.
    private static double[] prediction(double[] signal) {
        double[] lags = new double[ORDER + 1];
        for (int lag = 0; lag <= ORDER; lag++) {
            for (int i = lag; i < signal.length; i++) {
                lags[lag] += signal[i] * signal[i - lag];
            }
        }
        double[] weights = new double[ORDER];
        // A little noise keeps the error of pure tones above zero.
        double error = lags[0] * (1 + 1e-9) + Double.MIN_NORMAL;
        for (int k = 0; k < ORDER; k++) {
            double reflection = lags[k + 1];
            for (int j = 0; j < k; j++) {
                reflection -= weights[j] * lags[k - j];
            }
            reflection /= error;
            double[] next = weights.clone();
            next[k] = reflection;
            for (int j = 0; j < k; j++) {
                next[j] = weights[j] - reflection * weights[k - 1 - j];
            }
            weights = next;
            error *= 1 - reflection * reflection;
        }
        return weights;
    }

    private static double correlation(float[] before, float[] after, int shift) {
        double product = 0;
        double own = Double.MIN_NORMAL;
        double other = Double.MIN_NORMAL;
        for (int i = 0; i < before.length; i++) {
            product += (double) before[i] * after[i + shift];
            own += (double) before[i] * before[i];
            other += (double) after[i + shift] * after[i + shift];
        }
        return product / Math.sqrt(own * other);
    }

    private static float[] mono(float[] stereo) {
        float[] mono = new float[stereo.length / StereoFile.CHANNELS];
        for (int i = 0; i < mono.length; i++) {
            mono[i] = stereo[StereoFile.CHANNELS * i] + stereo[StereoFile.CHANNELS * i + 1];
        }
        return mono;
    }
}
