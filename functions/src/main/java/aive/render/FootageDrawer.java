package aive.render;

import aive.composition.Item;
import aive.ffmpeg.Filter;
import aive.ffmpeg.FilterChain;
import aive.ffmpeg.VideoDecoder;
import aive.media.VideoInfo;
import aive.time.FrameRate;
import aive.time.Rational;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Draws footage: the segments of a clip.
final class FootageDrawer {

    /// The extra time that is read, in seconds, to keep the filters from running out one frame early.
    private static final Rational SPARE = Rational.ONE;

    /// The number of decoder threads for an input. By default FFmpeg starts one thread per processor for every input,
    /// and each thread holds frames in memory. Two suffice, because most of the time goes into the encoder.
    private static final String DECODER_THREADS = "2";

    private FootageDrawer() {}

    static List<String> draw(Item.Footage footage, GraphBuilder builder) {
        return ClipSegment.of(footage, builder.format().frameRate()).stream()
                .map(segment -> draw(footage, segment, builder))
                .toList();
    }

    private static String draw(Item.Footage footage, ClipSegment segment, GraphBuilder builder) {
        VideoInfo media = footage.media();
        FrameRate rate = builder.format().frameRate();
        int input = builder.input(footage.file(), inputOptions(media, segment, rate));
        // The worst case: the clip's only key frame is its first frame.
        builder.leadIn(Duration.ofSeconds(segment.seek().ceil()));
        List<Filter> first = new ArrayList<>();
        if (media.upright()) {
            // A stream may change its frame size, and FFmpeg would then restart the filters of all shots. FFmpeg
            // rotates a clip before our filters; rotated clips come from phones, which do not change the size.
            first.add(Scaling.to(media.width(), media.height()));
        }
        first.addAll(Deinterlacing.of(media));
        first.addAll(clipTime(media, segment, rate));
        // `pass`: a clip shorter than half a frame gives one frame instead of none.
        Filter atOutputRate = Filter.of("fps", rate).with("start_time", 0).with("eof_action", "pass");
        // Scaling after dropping frames, but before repeating them, processes the fewest frames.
        FilterChain clip = new FilterChain(List.of(input + ":" + media.stream()), first, List.of());
        FilterChain opaque = builder.opaque(clip, media, footage.background());
        boolean faster =
                media.framesPerSecond().map(source -> source.compareTo(rate.framesPerSecond()) > 0).orElse(false);
        Canvas canvas = Canvas.of(builder.format(), Optional.empty());
        FilterChain fitted = faster
                ? Framer.fitted(opaque.then(atOutputRate), media, footage.fit(), canvas, builder)
                : Framer.fitted(opaque, media, footage.fit(), canvas, builder).then(atOutputRate);
        return builder.shot(fitted.then(
                Filter.of("tpad").with("stop_mode", "clone").with("stop", -1),
                shown(segment)));
    }

    private static Filter shown(ClipSegment segment) {
        Filter trim = Filter.of("trim");
        return (segment.dropped() == 0 ? trim : trim.with("start_frame", segment.dropped()))
                .with("end_frame", segment.dropped() + segment.frames());
    }

    /// Filters that shift a clip's timestamps to start at the segment's first frame, so that `fps` chooses the nearest
    /// frames.
    ///
    /// They set the time base to microseconds, because the time base of some containers is a whole frame.
    private static List<Filter> clipTime(VideoInfo media, ClipSegment segment, FrameRate rate) {
        // After a seek FFmpeg counts time from the seek position, else from the start of the file's earliest stream.
        Rational first = segment.first().plus(media.start()).minus(segment.seek());
        Rational nearMiss = rate.startOf(1).times(ClipSegment.NEAR_MISS);
        List<Filter> filters = new ArrayList<>(List.of(Filter.of("settb").with("expr", "1/1000000")));
        if (segment.rewinds() && media.storedLength().isPresent()) {
            // FFmpeg counts hidden frames into each iteration. The tolerance covers its rounding.
            Rational stored = media.storedLength().get();
            filters.add(Filter.of("setpts", "round(PTS-floor((PTS*TB-(%s)+1/2000)/(%s))*(%s)/TB)".formatted(
                    media.start(), stored, stored.minus(media.length()))));
        }
        filters.add(Filter.of("setpts", "round((PTS*TB-(%s))/TB)".formatted(first.minus(nearMiss))));
        return filters;
    }

    private static List<String> inputOptions(VideoInfo media, ClipSegment segment, FrameRate rate) {
        List<String> options = new ArrayList<>(List.of("-threads", DECODER_THREADS));
        options.addAll(VideoDecoder.options(media.codec(), media.transparent()));
        if (segment.rewinds()) {
            options.addAll(List.of("-stream_loop", "-1"));
        }
        if (segment.seek().signum() > 0) {
            options.addAll(List.of("-ss", segment.seek().toDecimal(6)));
        }
        if (media.upright()) {
            options.addAll(List.of("-reinit_filter", "0"));
        }
        Rational shown = segment.first()
                .minus(segment.seek())
                .plus(rate.startOf(segment.dropped() + segment.frames()))
                .plus(SPARE);
        Rational needed = media.start().plus(segment.rewinds() ? stored(shown, media) : shown);
        options.addAll(List.of("-t", needed.toDecimal(6)));
        return options;
    }

    /// The time that whole iterations of a clip need, including hidden frames, if this much of it is shown.
    private static Rational stored(Rational shown, VideoInfo media) {
        return media.storedLength()
                .map(stored -> stored.times(shown.dividedBy(media.length()).ceil()))
                .orElse(shown);
    }
}
