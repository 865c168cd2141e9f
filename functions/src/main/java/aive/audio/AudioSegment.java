package aive.audio;

import aive.time.FrameRate;
import java.util.ArrayList;
import java.util.List;

/// A part of the soundtrack that is mixed and encoded on its own.
///
/// Segments begin at fixed times, whatever the chunks, the machine, and its number of processors are. A segment is
/// filtered from some time before it, until the state of the filters no longer depends on where they began, and is
/// encoded with some frames more at both sides, of which [AacJoiner] keeps what it needs.
///
/// ```
///            heardFrom     mixedFrom  encodedFrom  first                 end  encodedEnd  mixedEnd
/// ducking        |------------|
/// limiter                     |------------|
/// encoder                                  |---------|                    |-------|
/// ```
///
/// @param first its first sample, counted from the beginning of the video
/// @param end the sample after its last one
/// @param samples length of the whole soundtrack
record AudioSegment(long first, long end, long samples) {

    /// The number of samples in a frame of AAC.
    static final int FRAME = 1_024;

    /// 32 s: 1,500 frames of AAC, a whole number of seconds, and short enough to keep the processors of a function busy
    /// with a video of one minute.
    private static final int LENGTH = 32 * FrameRate.SAMPLES_PER_SECOND;

    /// The last segment has at least a quarter of a segment, or the one before takes it.
    private static final int SHORTEST = LENGTH / 4;

    /// The time in which the level of the ducked music forgets how it began: 4 s. Its release has a time constant of
    /// 150 ms, so 1e-11 is left.
    private static final int DUCKING = 4 * FrameRate.SAMPLES_PER_SECOND;

    /// The time for the limiter (a release of 50 ms), the loudness filters (0.1 s), the loudness blocks (0.4 s), and
    /// the encoder: 2 s.
    private static final int LEAD = 2 * FrameRate.SAMPLES_PER_SECOND;

    private static final int TAIL = FrameRate.SAMPLES_PER_SECOND;

    /// The frames on each side of a boundary at which two segments may be joined: 0.17 s.
    static final int SEARCHED_FRAMES = 8;

    /// The frames that are encoded before those: in 0.5 s, the encoder's rate control settles.
    private static final int FRAMES_BEFORE = SEARCHED_FRAMES + 24;

    /// The frames that are encoded after those: the last two depend on what follows.
    private static final int FRAMES_AFTER = SEARCHED_FRAMES + 4;

    /// Divides a soundtrack.
    ///
    /// @param samples its length, more than 0
    static List<AudioSegment> of(long samples) {
        List<AudioSegment> segments = new ArrayList<>();
        long first = 0;
        while (samples - first >= LENGTH + SHORTEST) {
            segments.add(new AudioSegment(first, first + LENGTH, samples));
            first += LENGTH;
        }
        segments.add(new AudioSegment(first, samples, samples));
        return segments;
    }

    private boolean isLast() {
        return end == samples;
    }

    /// The first sample of narration and music that is mixed: always at a whole second.
    long heardFrom() {
        return Math.max(0, mixedFrom() - DUCKING);
    }

    /// The first sample of the mix that is written, and measured: always at a whole second.
    long mixedFrom() {
        return Math.max(0, first - LEAD);
    }

    /// The sample after the last one of the mix that is written.
    long mixedEnd() {
        return isLast() ? samples : end + TAIL;
    }

    /// The first sample that is encoded, at the beginning of a frame.
    long encodedFrom() {
        return Math.max(0, first - (long) FRAMES_BEFORE * FRAME);
    }

    /// The sample after the last one that is encoded.
    long encodedEnd() {
        return isLast() ? samples : end + (long) FRAMES_AFTER * FRAME;
    }

    /// The number, in the soundtrack, of the first frame that an encoder of this segment writes.
    ///
    /// Frame 0 of the soundtrack is the encoder's priming; frame n ends the samples before n × 1,024.
    long firstFrame() {
        return encodedFrom() / FRAME;
    }
}
