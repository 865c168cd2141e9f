package aive.render;

import aive.time.FrameRate;

/// Computes durations in whole microseconds without accumulating rounding errors.
///
/// FFmpeg adds these durations up. Each one is the difference of two rounded positions, and every sum is therefore
/// exact to a microsecond.
final class Microseconds {

    private static final long IN_A_SECOND = 1_000_000;

    private final FrameRate rate;
    private long frames;

    Microseconds(FrameRate rate) {
        this.rate = rate;
    }

    /// The duration of the next `length` frames in FFmpeg's syntax, in seconds.
    String advance(long length) {
        long begin = at(frames);
        frames += length;
        long microseconds = at(frames) - begin;
        return "%d.%06d".formatted(microseconds / IN_A_SECOND, microseconds % IN_A_SECOND);
    }

    private long at(long frame) {
        return rate.startOf(frame).times(IN_A_SECOND).roundHalfUp();
    }
}
