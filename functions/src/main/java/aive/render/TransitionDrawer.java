package aive.render;

import aive.composition.ItemTransition;
import aive.composition.OutputFormat;
import aive.ffmpeg.Filter;
import aive.ffmpeg.FilterChain;
import aive.project.TransitionKind;
import aive.time.Rational;
import java.util.List;
import java.util.Locale;

/// Draws transitions with FFmpeg's `xfade`.
///
/// `xfade` knows only the progress from its own first frame, which shows the previous item alone. The first frame of
/// both items is therefore repeated in front of them, for this frame and for those before a part of a transition; these
/// frames are cut off again.
final class TransitionDrawer {

    private final ItemTransition transition;
    private final GraphBuilder builder;

    /// The length of the transition with the frame before it, in seconds.
    private final Rational duration;

    private TransitionDrawer(ItemTransition transition, GraphBuilder builder) {
        this.transition = transition;
        this.builder = builder;
        this.duration = builder.format().frameRate().startOf(transition.of() + 1);
    }

    /// @param from label of the link with the frames of the previous item
    /// @param to label of the link with the frames of the next item
    /// @return label of the link with the frames of the transition
    static String draw(ItemTransition transition, String from, String to, GraphBuilder builder) {
        return new TransitionDrawer(transition, builder).drawn(from, to);
    }

    private String drawn(String from, String to) {
        String leaving = builder.link("leaving");
        String entering = builder.link("entering");
        FilterChain previous = prepared(from);
        builder.chain((transition.style() == TransitionKind.ZOOM ? previous.then(zoom()) : previous).to(leaving));
        builder.chain(prepared(to).to(entering));
        FilterChain blended = switch (transition.style()) {
            case FADE_BLACK -> through("black", leaving, entering);
            case FADE_WHITE -> through("white", leaving, entering);
            case CROSSFADE, ZOOM -> xfade("fade", leaving, entering, Rational.ZERO, duration);
            default -> xfade(name(transition.style()), leaving, entering, Rational.ZERO, duration);
        };
        return builder.shot(blended.then(
                Filter.of("trim")
                        .with("start_frame", transition.first() + 1)
                        .with("end_frame", transition.first() + 1 + transition.frames()),
                Scaling.unscaled(),
                GraphBuilder.YUV420,
                GraphBuilder.COLOUR_TAGS));
    }

    /// Converts frames to the format that `xfade` works in, and repeats the first one before it.
    ///
    /// The time base is half a frame, so that the middle of a transition is a whole number.
    private FilterChain prepared(String link) {
        return FilterChain.joining(List.of(link), Scaling.unscaled())
                .then(
                        Filter.of("format", "yuv444p"),
                        Filter.of("loop").with("loop", transition.first() + 1).with("size", 1),
                        halfFrames(),
                        Filter.of("setpts", "2*N"));
    }

    private Filter halfFrames() {
        return Filter.of("settb").with("expr", "1/(2*(%s))".formatted(builder.format().frameRate()));
    }

    /// The first half of the time fades to the colour, and the second half from it.
    ///
    /// `fadeblack` of `xfade` is black after a fifth of the time.
    private FilterChain through(String colour, String leaving, String entering) {
        OutputFormat format = builder.format();
        Rational half = duration.dividedBy(Rational.of(2));
        String plain = builder.link("plain");
        String faded = builder.link("faded");
        builder.chain(FilterChain.source(
                Filter.of("color")
                        .with("c", colour)
                        .with("s", format.width() + "x" + format.height())
                        .with("r", format.frameRate()),
                Filter.of("trim").with("end_frame", transition.first() + 1 + transition.frames()),
                Filter.of("format", "yuv444p"),
                GraphBuilder.COLOUR_TAGS,
                GraphBuilder.SQUARE_PIXELS,
                halfFrames(),
                Filter.of("setpts", "2*N")).to(plain));
        builder.chain(xfade("fade", leaving, plain, Rational.ZERO, half).to(faded));
        return xfade("fade", faded, entering, half, half);
    }

    private static FilterChain xfade(String name, String from, String to, Rational offset, Rational length) {
        return FilterChain.joining(
                List.of(from, to),
                Filter.of("xfade")
                        .with("transition", name)
                        .with("duration", length.toDecimal(6))
                        .with("offset", offset.toDecimal(6)));
    }

    /// Shows a smaller and smaller part of the previous item, down to half of it.
    ///
    /// `zoomin` of `xfade` ends with a single pixel.
    private Filter zoom() {
        String progress = "(on-1)/%d".formatted(transition.of() + 1);
        String margin = "(%s)*(%s)/4".formatted(progress, progress);
        String left = "W*%s".formatted(margin);
        String top = "H*%s".formatted(margin);
        String right = "W*(1-%s)".formatted(margin);
        String bottom = "H*(1-%s)".formatted(margin);
        return Filter.of("perspective")
                .with("x0", left).with("y0", top)
                .with("x1", right).with("y1", top)
                .with("x2", left).with("y2", bottom)
                .with("x3", right).with("y3", bottom)
                .with("interpolation", "cubic")
                .with("eval", "frame");
    }

    /// FFmpeg's name.
    private static String name(TransitionKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace("_", "");
    }
}
