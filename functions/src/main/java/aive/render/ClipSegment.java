package aive.render;

import aive.composition.Item;
import aive.media.VideoInfo;
import aive.project.Fill;
import aive.time.FrameRate;
import aive.time.Rational;
import java.util.ArrayList;
import java.util.List;

/// A run of frames that comes from opening a clip once.
///
/// Which frame of the clip an output frame shows depends on one number alone, the moment of the clip that the output frame stands for. So a shot that
/// is cut in two, anywhere, shows the same frames as the whole, and no part of it has to be read from the in-point again.
///
/// A clip that ends before its shot needs two segments: from the in-point to the clip's end, and from its beginning on, again and again. FFmpeg can do
/// both at once (`-ss` and `-stream_loop`), but takes what it read first for the length of a round, and the second round begins too early.
///
/// @param seek where reading begins, in seconds from the clip's first frame; 0 means the beginning of the file
/// @param first the moment that the first frame stands for, likewise; below 0, by less than half a frame, where a round begins between two frames
/// @param frames how many frames of the output it makes
/// @param rewinds whether the clip is read more than once
record ClipSegment(Rational seek, Rational first, long frames, boolean rewinds) {

    /// A frame of the clip is shown from the output frame on that is nearest to its start. A half goes up, and so does what misses the half by this share of
    /// a frame: containers round their time stamps, and so does FFmpeg.
    static final Rational NEAR_MISS = Rational.of(71, 100_000);

    private static final Rational HALF = Rational.of(1, 2);

    /// FFmpeg finds the key frame to begin with by the decoding order, which lags behind by a few frames; and the first pictures behind a key frame may
    /// need those before it.
    private static final Rational MARGIN = Rational.of(1, 4);

    /// Where a seek may go: to multiples of this, so that time stamps, which FFmpeg then counts from there, stay whole in the unit of the file and in
    /// microseconds, whatever the seek.
    private static final Rational STEP = Rational.of(1, 4);

    /// The segments of a clip, in order.
    static List<ClipSegment> of(Item.Footage footage, FrameRate rate) {
        // A round of less than a frame would show one frame, too, but take FFmpeg for ever.
        boolean loops = footage.fill() == Fill.LOOP && rate.startOf(1).compareTo(footage.media().length()) <= 0;
        return loops ? looped(footage, rate) : List.of(held(footage, rate));
    }

    /// Up to the clip's end, and then its last frame.
    private static ClipSegment held(Item.Footage footage, FrameRate rate) {
        VideoInfo media = footage.media();
        Rational halfAFrame = rate.startOf(1).times(HALF);
        Rational lastFrame = media.longestFrame().isPresent()
                ? halfAFrame
                : media.framesPerSecond()
                        .map(Rational.ONE::dividedBy)
                        .map(source -> Rational.max(source, halfAFrame))
                        .orElse(halfAFrame);
        Rational latest = Rational.max(Rational.ZERO, media.length().minus(lastFrame));
        Rational first = Rational.min(footage.inPoint(), latest);
        return new ClipSegment(seek(first, media), first, footage.frames(), false);
    }

    private static List<ClipSegment> looped(Item.Footage footage, FrameRate rate) {
        Rational length = footage.media().length();
        List<ClipSegment> segments = new ArrayList<>();
        long left = footage.frames();
        Rational rounds = Rational.of(footage.inPoint().dividedBy(length).floor());
        Rational first = footage.inPoint().minus(length.times(rounds));
        if (first.signum() > 0) {
            long untilItsEnd = Math.min(left, framesUntil(length, first, rate));
            if (untilItsEnd > 0) {
                segments.add(new ClipSegment(seek(first, footage.media()), first, untilItsEnd, false));
            }
            left -= untilItsEnd;
            first = first.plus(rate.startOf(untilItsEnd)).minus(length);
        }
        if (left > 0) {
            segments.add(new ClipSegment(Rational.ZERO, first, left, left > framesUntil(length, first, rate)));
        }
        return segments;
    }

    /// How many frames of the output there are before the one that shows the clip's frame at `moment`, if the first stands for `first`.
    private static long framesUntil(Rational moment, Rational first, FrameRate rate) {
        return moment.minus(first).times(rate.framesPerSecond()).plus(HALF).plus(NEAR_MISS).floor();
    }

    /// Early enough for the frame that is shown at `first`, which begins before it.
    private static Rational seek(Rational first, VideoInfo media) {
        Rational step = Rational.ONE.dividedBy(media.timeBase()).times(STEP).isWhole() ? STEP : Rational.ONE;
        Rational early = first.minus(Rational.max(MARGIN, media.longestFrame().orElse(Rational.ZERO)));
        return Rational.max(Rational.ZERO, step.times(early.dividedBy(step).floor()));
    }
}
