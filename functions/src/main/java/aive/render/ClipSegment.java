package aive.render;

import aive.composition.Item;
import aive.media.VideoInfo;
import aive.project.Fill;
import aive.time.FrameRate;
import aive.time.Rational;
import java.util.ArrayList;
import java.util.List;

/// A part of a clip that FFmpeg reads with one input.
///
/// The time in the clip alone determines the frame that is shown. A shot that is split anywhere therefore shows the
/// same frames as the whole shot, and no part of it has to be read from the in-point again.
///
/// A clip that ends before its shot needs two segments: one from the in-point to the clip's end, and one that loops the
/// whole clip. With `-ss` and `-stream_loop` on one input, FFmpeg takes the length of the first part for the length of
/// the loop, and the second iteration begins too early.
///
/// @param seek time at which reading begins, in seconds from the clip's first frame; 0 means the beginning of the file
/// @param first time in the clip that the first frame shows, dropped or not, in seconds from the clip's first frame;
///     negative, by less than a frame, where it begins before the clip
/// @param dropped the number of frames of the output that are made before the segment's, and dropped
/// @param frames the number of frames of the output
/// @param rewinds whether the clip is read more than once
record ClipSegment(Rational seek, Rational first, long dropped, long frames, boolean rewinds) {

    /// How far below a half, in output frames, a clip's time is still rounded up to the next output frame. Otherwise
    /// times are rounded to the nearest output frame, and halves up. Containers and FFmpeg round timestamps, so a half
    /// may arrive slightly smaller.
    static final Rational NEAR_MISS = Rational.of(71, 100_000);

    private static final Rational HALF = Rational.of(1, 2);

    /// The shortest time from the seek position to the first frame shown, in seconds.
    ///
    /// FFmpeg seeks by decoding timestamps, which are a few frames earlier than presentation timestamps. The first
    /// frames after a key frame may also depend on frames before it.
    private static final Rational MARGIN = Rational.of(1, 4);

    /// Seek positions are multiples of this time, or of one second if this time is not whole in the file's time base.
    ///
    /// FFmpeg counts timestamps from the seek position. These timestamps therefore stay whole numbers in microseconds,
    /// and in the file's time base if that is one second divided by a whole number.
    private static final Rational STEP = Rational.of(1, 4);

    /// The segments of a clip, in order.
    static List<ClipSegment> of(Item.Footage footage, FrameRate rate) {
        // A loop of less than one frame shows a single frame, and FFmpeg would never finish it.
        boolean loops = footage.fill() == Fill.LOOP && rate.startOf(1).compareTo(footage.media().length()) <= 0;
        return loops ? looped(footage, rate) : List.of(held(footage, rate));
    }

    /// A segment that shows the clip up to its end, and then holds its last frame.
    private static ClipSegment held(Item.Footage footage, FrameRate rate) {
        VideoInfo media = footage.media();
        Rational halfAFrame = rate.startOf(1).times(HALF);
        Rational lastFrame = media.longestFrame().isPresent()
                ? halfAFrame
                : media.framesPerSecond()
                        .map(Rational.ONE::dividedBy)
                        .map(source -> Rational.max(source, halfAFrame))
                        .orElse(halfAFrame);
        // FFmpeg gives no frame if reading begins after the last one, whose time is not known exactly. Reading begins a
        // whole number of frames earlier then, so that the others show the same as in a segment that began earlier.
        Rational latest = Rational.max(Rational.ZERO, media.length().minus(lastFrame));
        Rational first = footage.inPoint();
        if (first.compareTo(media.length()) > 0) {
            first = first.minus(rate.startOf(framesBetween(media.length(), first, rate).floor()));
        }
        long dropped = Math.max(0, framesBetween(latest, first, rate).ceil());
        first = first.minus(rate.startOf(dropped));
        return new ClipSegment(seek(first, media), first, dropped, footage.frames(), false);
    }

    private static Rational framesBetween(Rational from, Rational to, FrameRate rate) {
        return to.minus(from).times(rate.framesPerSecond());
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
                segments.add(new ClipSegment(seek(first, footage.media()), first, 0, untilItsEnd, false));
            }
            left -= untilItsEnd;
            first = first.plus(rate.startOf(untilItsEnd)).minus(length);
        }
        while (left > 0) {
            long untilItsEnd = framesUntil(length, first, rate);
            boolean rewinds = left > untilItsEnd && !Deinterlacing.readsNeighbours(footage.media());
            long frames = rewinds ? left : Math.min(left, untilItsEnd);
            segments.add(new ClipSegment(Rational.ZERO, first, 0, frames, rewinds));
            left -= frames;
            first = first.plus(rate.startOf(frames)).minus(length);
        }
        return segments;
    }

    /// The number of frames before the one that shows the clip at `moment`, if the first frame shows it at `first`.
    private static long framesUntil(Rational moment, Rational first, FrameRate rate) {
        return framesBetween(first, moment, rate).plus(HALF).plus(NEAR_MISS).floor();
    }

    /// A seek time early enough to decode the frame shown at `first`. This frame may begin before `first`.
    private static Rational seek(Rational first, VideoInfo media) {
        Rational step = Rational.ONE.dividedBy(media.timeBase()).times(STEP).isWhole() ? STEP : Rational.ONE;
        Rational early = first.minus(Rational.max(MARGIN, media.longestFrame().orElse(Rational.ZERO)));
        return Rational.max(Rational.ZERO, step.times(early.dividedBy(step).floor()));
    }
}
