package aive.render;

import aive.composition.Item;
import aive.ffmpeg.Filter;
import aive.ffmpeg.FilterChain;
import aive.media.VideoInfo;
import aive.time.FrameRate;
import aive.time.Rational;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Draws clips.
final class FootageDrawer {

    /// Seconds that are read beyond what is needed, so that the filters never run dry one frame early.
    private static final Rational SPARE = Rational.ONE;

    /// Each thread keeps frames of its own, and the encoder is what takes the time. FFmpeg would start one on every
    /// processor, for every source.
    private static final String DECODER_THREADS = "2";

    private FootageDrawer() {}

    static void draw(Item.Footage footage, GraphBuilder builder) {
        ClipSegment.of(footage, builder.format().frameRate()).forEach(segment -> draw(footage, segment, builder));
    }

    private static void draw(Item.Footage footage, ClipSegment segment, GraphBuilder builder) {
        VideoInfo media = footage.media();
        FrameRate rate = builder.format().frameRate();
        int input = builder.input(footage.file(), inputOptions(media, segment, rate));
        // In the worst case the clip's only key frame is its first.
        builder.leadIn(Duration.ofSeconds(segment.seek().ceil()));
        List<Filter> filters = new ArrayList<>();
        if (media.upright()) {
            // A stream may change its size on the way, and FFmpeg would start the filters of all shots anew. Turned clips
            // are turned before our filters see them; they come from phones, which do not change the size.
            filters.add(Scaling.to(media.width(), media.height()));
        }
        filters.addAll(clipTime(media, segment, rate));
        List<Filter> scaling = Scaling.cover(builder.format(), media.height(), media.colourMatrix());
        // `pass`: a clip that lasts less than half a frame is one frame and not none.
        Filter atOutputRate = Filter.of("fps", rate).with("start_time", 0).with("eof_action", "pass");
        // Frames that are dropped are dropped before they are scaled; frames that are repeated are repeated after.
        if (media.framesPerSecond().map(source -> source.compareTo(rate.framesPerSecond()) > 0).orElse(false)) {
            filters.add(atOutputRate);
            filters.addAll(scaling);
        } else {
            filters.addAll(scaling);
            filters.add(atOutputRate);
        }
        filters.add(Filter.of("tpad").with("stop_mode", "clone").with("stop", -1));
        filters.add(Filter.of("trim").with("end_frame", segment.frames()));
        builder.shot(new FilterChain(List.of(input + ":" + media.stream()), filters, List.of()));
    }

    /// Filters that count a clip's time from the moment that the segment's first frame stands for, so that `fps` finds the
    /// frames that are nearest. In microseconds, since some containers count in units as long as a frame.
    private static List<Filter> clipTime(VideoInfo media, ClipSegment segment, FrameRate rate) {
        // FFmpeg counts from where it was told to seek to; without that, from the start of the file's earliest stream.
        Rational first = segment.first().plus(media.start()).minus(segment.seek());
        Rational nearMiss = rate.startOf(1).times(ClipSegment.NEAR_MISS);
        return List.of(
                Filter.of("settb").with("expr", "1/1000000"),
                Filter.of("setpts", "round((PTS*TB-(%s))/TB)".formatted(first.minus(nearMiss))));
    }

    private static List<String> inputOptions(VideoInfo media, ClipSegment segment, FrameRate rate) {
        List<String> options = new ArrayList<>(List.of("-threads", DECODER_THREADS));
        if (segment.rewinds()) {
            options.addAll(List.of("-stream_loop", "-1"));
        }
        if (segment.seek().signum() > 0) {
            options.addAll(List.of("-ss", segment.seek().toDecimal(6)));
        }
        if (media.upright()) {
            options.addAll(List.of("-reinit_filter", "0"));
        }
        Rational needed = segment.first().minus(segment.seek()).plus(media.start()).plus(rate.startOf(segment.frames())).plus(SPARE);
        options.addAll(List.of("-t", needed.toDecimal(6)));
        return options;
    }
}
