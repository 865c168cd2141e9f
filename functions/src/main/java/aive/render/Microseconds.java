package aive.render;

import aive.time.FrameRate;

/// Lengths that FFmpeg adds up in whole microseconds, stated so that every sum is right.
///
/// Each length is the difference of two positions that are rounded by themselves: rounded one by one, lengths would add up to an error that grows with
/// their number.
final class Microseconds {

    private static final long IN_A_SECOND = 1_000_000;

    private final FrameRate rate;
    private long frames;

    Microseconds(FrameRate rate) {
        this.rate = rate;
    }

    /// The length of the next `length` frames, in seconds, as FFmpeg reads it.
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
