package aive.render;

import aive.composition.Fit;
import aive.composition.OutputFormat;
import aive.ffmpeg.Filter;
import aive.ffmpeg.FilterChain;
import aive.media.VisualInfo;
import aive.project.Focus;
import java.util.List;
import java.util.Optional;

/// Places frames of any size in the output's frame, and converts their colours.
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
    /// @return the chain with frames of the output's size and colours, to be continued
    static FilterChain fitted(FilterChain source, VisualInfo media, Optional<Fit> fit, GraphBuilder builder) {
        OutputFormat format = builder.format();
        int width = format.width();
        int height = format.height();
        return switch (fit.orElse(Fit.COVER)) {
            case Fit.Cover(Focus focus) -> source.then(Scaling.cover(format, width, height, focus, media));
            case Fit.Contain(int colour) -> source.then(Scaling.contain(width, height, media))
                    .then(GraphBuilder.YUV420, centred("pad", "ow", "iw", "oh", "ih")
                            .with("w", width).with("h", height).with("color", "0x%06x".formatted(colour)));
            case Fit.Blur() -> blurred(source, media, builder);
        };
    }

    private static FilterChain blurred(FilterChain source, VisualInfo media, GraphBuilder builder) {
        int width = builder.format().width();
        int height = builder.format().height();
        String below = builder.link("below");
        String whole = builder.link("whole");
        String behind = builder.link("blurred");
        String front = builder.link("contained");
        builder.chain(source.then(Filter.of("split")).to(below, whole));
        int smallWidth = reduced(width);
        int smallHeight = reduced(height);
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
                        Scaling.to(width, height),
                        GraphBuilder.COLOUR_TAGS,
                        GraphBuilder.SQUARE_PIXELS)
                .to(behind));
        List<Filter> contained = Scaling.contain(width, height, media);
        builder.chain(FilterChain.joining(List.of(whole), contained.getFirst())
                .then(contained.subList(1, contained.size()))
                .then(GraphBuilder.YUV420, GraphBuilder.SQUARE_PIXELS)
                .to(front));
        return FilterChain.joining(
                List.of(behind, front), centred("overlay", "W", "w", "H", "h").with("format", "yuv420"))
                .then(GraphBuilder.COLOUR_TAGS);
    }

    /// Places frames in the centre, at even coordinates: colours are stored for two pixels by two.
    private static Filter centred(String filter, String outerWidth, String width, String outerHeight, String height) {
        return Filter.of(filter)
                .with("x", "2*floor((%s-%s)/4)".formatted(outerWidth, width))
                .with("y", "2*floor((%s-%s)/4)".formatted(outerHeight, height));
    }

    /// Returns an even number, large enough for a blur.
    private static int reduced(int side) {
        return Math.max(LEAST_SIDE, side / (2 * REDUCTION) * 2);
    }
}
