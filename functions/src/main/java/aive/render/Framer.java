package aive.render;

import aive.composition.Fit;
import aive.ffmpeg.Filter;
import aive.ffmpeg.FilterChain;
import aive.media.VisualInfo;
import aive.project.Focus;
import java.util.List;
import java.util.Optional;

/// Places frames of any size on a canvas, and converts their colours.
final class Framer {

    /// The copy that is blurred is this many times smaller than the frame. A blur of so many pixels costs a thousandth
    /// of one at full size, and looks the same.
    private static final int REDUCTION = 8;

    private static final int LEAST_SIDE = 16;

    /// The radius of each of the blur's passes, as a part of the shorter side: three passes look like a Gaussian blur
    /// with a standard deviation of 3 % of the shorter side.
    private static final int SIDES_PER_RADIUS = 33;

    private static final int PASSES = 3;

    /// The brightness and saturation of the blurred copy, so that the item itself stands out.
    private static final String DARKER = "16+(val-16)*0.6";

    private static final String PALER = "128+(val-128)*0.6";

    private Framer() {}

    /// @param source the frames, in front of their background if they are transparent
    /// @param media what the probe found in their file
    /// @param fit absent for [Fit#COVER]
    /// @param canvas that the frames fill
    /// @return the chain with frames of the canvas's size and the output's colours, to be continued
    static FilterChain fitted(
            FilterChain source, VisualInfo media, Optional<Fit> fit, Canvas canvas, GraphBuilder builder) {
        return switch (fit.orElse(Fit.COVER)) {
            case Fit.Cover(Focus focus) -> source.then(Scaling.cover(
                    builder.format(), canvas.width(), canvas.height(), focus, media));
            case Fit.Contain(int colour) -> source.then(
                            Scaling.contain(canvas.innerWidth(), canvas.innerHeight(), media))
                    .then(GraphBuilder.YUV420, centred("pad", "iw", "ih", canvas)
                            .with("w", canvas.width())
                            .with("h", canvas.height())
                            .with("color", "0x%06x".formatted(colour)));
            case Fit.Blur() -> blurred(source, media, canvas, builder);
        };
    }

    private static FilterChain blurred(
            FilterChain source, VisualInfo media, Canvas canvas, GraphBuilder builder) {
        String below = builder.link("below");
        String whole = builder.link("whole");
        String behind = builder.link("blurred");
        String front = builder.link("contained");
        builder.chain(source.then(Filter.of("split")).to(below, whole));
        int smallWidth = reduced(canvas.width());
        int smallHeight = reduced(canvas.height());
        int side = Math.min(smallWidth, smallHeight);
        List<Filter> small = Scaling.cover(
                builder.format(), smallWidth, smallHeight, Focus.CENTER, media);
        builder.chain(FilterChain.joining(List.of(below), small.getFirst())
                .then(small.subList(1, small.size()))
                .then(
                        GraphBuilder.YUV420,
                        Filter.of("boxblur")
                                .with("luma_radius", (side + SIDES_PER_RADIUS / 2) / SIDES_PER_RADIUS + 1)
                                .with("luma_power", PASSES)
                                .with("chroma_radius", (side / 2 + SIDES_PER_RADIUS / 2) / SIDES_PER_RADIUS + 1)
                                .with("chroma_power", PASSES),
                        Filter.of("lutyuv").with("y", DARKER).with("u", PALER).with("v", PALER),
                        Scaling.to(canvas.width(), canvas.height()),
                        GraphBuilder.COLOUR_TAGS,
                        GraphBuilder.SQUARE_PIXELS)
                .to(behind));
        List<Filter> contained = Scaling.contain(canvas.innerWidth(), canvas.innerHeight(), media);
        builder.chain(FilterChain.joining(List.of(whole), contained.getFirst())
                .then(contained.subList(1, contained.size()))
                .then(GraphBuilder.YUV420, GraphBuilder.SQUARE_PIXELS)
                .to(front));
        return FilterChain.joining(
                List.of(behind, front), centred("overlay", "w", "h", canvas).with("format", "yuv420"))
                .then(GraphBuilder.COLOUR_TAGS);
    }

    /// Places frames in the centre of what is always in view, at even coordinates: colours are stored for two pixels by
    /// two.
    private static Filter centred(String filter, String width, String height, Canvas canvas) {
        return Filter.of(filter)
                .with("x", "%d+2*floor((%d-%s)/4)".formatted(canvas.left(), canvas.innerWidth(), width))
                .with("y", "%d+2*floor((%d-%s)/4)".formatted(canvas.top(), canvas.innerHeight(), height));
    }

    /// Returns an even number, large enough for a blur.
    private static int reduced(int side) {
        return Math.max(LEAST_SIDE, side / (2 * REDUCTION) * 2);
    }
}
