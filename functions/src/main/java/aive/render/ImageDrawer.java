package aive.render;

import aive.composition.Fade;
import aive.composition.Layer;
import aive.composition.PixelArea;
import aive.ffmpeg.Filter;
import aive.ffmpeg.FilterChain;
import aive.ffmpeg.VideoDecoder;
import aive.media.VisualInfo;
import aive.time.FrameRange;
import java.util.ArrayList;
import java.util.List;

/// Draws images over the video.
final class ImageDrawer {

    /// Sharper than the scaler of footage; an image is scaled only once.
    private static final String SCALER = "lanczos+accurate_rnd+bitexact";

    private ImageDrawer() {}

    /// @param below label of the link with the layers below
    /// @return label of the link with the image on top
    static String draw(Layer.Image image, String below, GraphBuilder builder) {
        VisualInfo media = image.media();
        List<String> options = new ArrayList<>(List.of("-threads", "2"));
        options.addAll(VideoDecoder.options(media.codec(), true));
        int input = builder.input(image.file(), options);
        String name = below + "-image";
        List<Filter> source = new ArrayList<>(List.of(
                Filter.of("trim").with("end_frame", 1), GraphBuilder.FROM_ZERO, builder.onTheGrid()));
        source.addAll(Scaling.toRgba(media));
        source.addAll(ColourConversion.narrowed(media));
        scaled(new FilterChain(List.of(input + ":" + media.stream()), source, List.of()), image, name, builder);
        FilterChain ready = FilterChain.joining(List.of(name + "-pixels"), opacity(image));
        String drawn = below + "-with-image";
        builder.chain(ready.then(image.fade().map(fade -> faded(fade, image.frames())).orElse(List.of())).to(name));
        builder.chain(FilterChain.joining(List.of(below, name), over(image.area(), image.frames()))
                .then(GraphBuilder.YUV420, GraphBuilder.COLOUR_TAGS)
                .to(drawn));
        return drawn;
    }

    /// Scales RGBA to an area, and converts it to the colours of the video.
    ///
    /// Colours are multiplied by their opacity before they are scaled, and divided again: the colours of transparent
    /// pixels would otherwise reach the edges. Chroma has half of the pixels, and is scaled on its own for the same
    /// reason.
    private static void scaled(FilterChain source, Layer.Image image, String name, GraphBuilder builder) {
        Filter inPlace = Filter.of("premultiply").with("inplace", 1);
        builder.chain(source.then(Filter.of("format", "gbrap16le"), inPlace, Filter.of("split"))
                .to(name + "-a", name + "-b"));
        builder.chain(colours(name + "-a", image, 1).to(name + "-luma"));
        builder.chain(colours(name + "-b", image, 2).to(name + "-chroma"));
        builder.chain(FilterChain.joining(
                        List.of(name + "-luma", name + "-chroma"),
                        Filter.of("mergeplanes")
                                .with("map0s", 0).with("map0p", 0)
                                .with("map1s", 1).with("map1p", 1)
                                .with("map2s", 1).with("map2p", 2)
                                .with("map3s", 0).with("map3p", 3)
                                .with("format", "yuva420p"))
                .to(name + "-pixels"));
    }

    /// Fills the area with the image.
    ///
    /// FFmpeg turns photographs as their camera says. A photograph whose width and height are thereby swapped keeps its
    /// shape, and lies in the centre of the area.
    ///
    /// @param divisor of the area's width and height
    private static FilterChain colours(String link, Layer.Image image, int divisor) {
        int width = image.area().width();
        int height = image.area().height();
        String isTurned = "eq(iw,%d)*eq(ih,%d)*gt(abs(iw-ih),0)".formatted(
                image.media().height(), image.media().width());
        String across = "if(%s,2*floor(min(%d,%d*iw/ih)/2),%d)/%d".formatted(isTurned, width, height, width, divisor);
        String down = "if(%s,2*floor(min(%d,%d*ih/iw)/2),%d)/%d".formatted(isTurned, height, width, height, divisor);
        return FilterChain.joining(
                        List.of(link), Filter.of("scale").with("w", across).with("h", down).with("flags", SCALER))
                .then(Filter.of("pad")
                        .with("w", width / divisor)
                        .with("h", height / divisor)
                        .with("x", "2*floor((%d-iw*%d)/4)/%d".formatted(width, divisor, divisor))
                        .with("y", "2*floor((%d-ih*%d)/4)/%d".formatted(height, divisor, divisor))
                        .with("color", "black@0"))
                .then(Filter.of("unpremultiply").with("inplace", 1), Scaling.toBt709(), Filter.of("format", "yuva444p"));
    }

    private static Filter opacity(Layer.Image image) {
        return Filter.of("lutyuv").with("a", "round(val*%s)".formatted(image.opacity()));
    }

    /// Filters that repeat a frame for a range of frames, with a fade.
    ///
    /// FFmpeg fades from the first frame of a link on. The frames of the fade that are before the range are therefore
    /// made too, and cut off.
    static List<Filter> faded(Fade fade, FrameRange frames) {
        long length = frames.length();
        long in = fade.in() > 0 ? fade.before() + 1 : 0;
        long out = fade.out() > 0 ? fade.out() + 1 - fade.after() - length : 0;
        long lead = Math.max(0, Math.max(in, out));
        List<Filter> filters = new ArrayList<>(List.of(
                Filter.of("tpad").with("stop_mode", "clone").with("stop", -1),
                Filter.of("trim").with("end_frame", lead + length)));
        if (fade.in() > 0) {
            filters.add(fade("in", lead - in, fade.in() + 1));
        }
        if (fade.out() > 0) {
            filters.add(fade("out", lead - out, fade.out() + 1));
        }
        filters.add(Filter.of("trim").with("start_frame", lead));
        // Not from the timestamps of the repeated frames: they are at the image's own rate, which is 25 a second.
        filters.add(Filter.of("setpts", "N+" + frames.first()));
        return filters;
    }

    private static Filter fade(String type, long start, long frames) {
        return Filter.of("fade").with("type", type).with("start_frame", start).with("nb_frames", frames)
                .with("alpha", 1);
    }

    /// The filter that lays a link over another one in a range of frames.
    static Filter over(PixelArea area, FrameRange frames) {
        return Filter.of("overlay")
                .with("x", area.x())
                .with("y", area.y())
                .with("format", "yuv420")
                .with("eof_action", "repeat")
                .with("enable", "between(n,%d,%d)".formatted(frames.first(), frames.end() - 1));
    }
}
