package aive.render;

import aive.composition.OutputFormat;
import aive.ffmpeg.Filter;
import aive.media.ColourInfo;
import aive.media.VisualInfo;
import aive.project.Focus;
import java.util.ArrayList;
import java.util.List;

/// Filters that convert frames of any aspect ratio, size, and colours to the output format.
final class Scaling {

    /// The height from which untagged video is taken as BT.709. FFmpeg takes all untagged video as BT.601.
    private static final int HIGH_DEFINITION_LINES = 720;

    /// The width and height, in pixels, below which a frame is cropped without subsampled colours.
    private static final int TINY = 16;

    /// With `accurate_rnd` and `bitexact`, every processor gives the same pixels. Without them, the rounding depends on
    /// the processor's vector instructions.
    private static final String SCALER = "bicubic+accurate_rnd+bitexact";

    private Scaling() {}

    /// Crops the frame to the output's aspect ratio, scales it to a size, and converts its colours to BT.709.
    ///
    /// @param width to scale to
    /// @param height to scale to
    /// @param focus the point of the frame that stays in the centre, as far as the edges permit
    /// @param media the source; transparent sources are already in front of their background, in RGB
    static List<Filter> cover(OutputFormat format, int width, int height, Focus focus, VisualInfo media) {
        String shape = format.width() + "/" + format.height();
        List<Filter> filters = new ArrayList<>(
                isTiny(format, media) ? cropTiny(shape, focus) : List.of(crop(shape, focus)));
        filters.addAll(coloursOf(to(width, height), media));
        return filters;
    }

    /// Scales the whole frame to the largest size inside a frame of another aspect ratio, and converts its colours to
    /// BT.709. Both sides stay even.
    ///
    /// @param media the source; transparent sources are already in front of their background, in RGB
    static List<Filter> contain(int width, int height, VisualInfo media) {
        // `dar` takes the sample aspect ratio and the rotation into account.
        Filter inside = Filter.of("scale")
                .with("w", "min(%d,2*max(1,round(%d*dar/2)))".formatted(width, height))
                .with("h", "min(%d,2*max(1,round(%d/dar/2)))".formatted(height, width))
                .with("flags", SCALER);
        return coloursOf(inside, media);
    }

    /// The crop takes the sample aspect ratio into account.
    private static Filter crop(String shape, Focus focus) {
        return at(focus, Filter.of("crop")
                .with("w", "min(iw,round(ih*%s/sar))".formatted(shape))
                .with("h", "min(ih,round(iw*sar/(%s)))".formatted(shape)));
    }

    /// A crop around a point. Without a position FFmpeg crops the centre.
    private static Filter at(Focus focus, Filter crop) {
        return focus.equals(Focus.CENTER)
                ? crop
                : crop.with("x", "clip((%s)*iw-ow/2,0,iw-ow)".formatted(focus.x()))
                        .with("y", "clip((%s)*ih-oh/2,0,ih-oh)".formatted(focus.y()));
    }

    /// Whether the crop would leave too few pixels for subsampled colours.
    private static boolean isTiny(OutputFormat format, VisualInfo media) {
        long width = Math.min(media.width(), (long) media.height() * format.width() / format.height());
        long height = Math.min(media.height(), (long) media.width() * format.height() / format.width());
        return Math.min(width, height) < TINY;
    }

    /// Crops to at least one pixel, in a format without subsampled colours.
    private static List<Filter> cropTiny(String shape, Focus focus) {
        return List.of(
                Filter.of("format", "yuv444p|gbrp"),
                at(focus, Filter.of("crop")
                        .with("w", "max(1,min(iw,round(ih*%s/sar)))".formatted(shape))
                        .with("h", "max(1,min(ih,round(iw*sar/(%s))))".formatted(shape))
                        .with("exact", 1)));
    }

    private static List<Filter> coloursOf(Filter scale, VisualInfo media) {
        ColourInfo colours = media.colours();
        if (colours.highDynamicRange().isPresent() || colours.wideGamut().isPresent()) {
            // Colours are converted at the output's size, where they are the fewest.
            List<Filter> filters = new ArrayList<>(List.of(scale));
            filters.addAll(ColourConversion.toBt709(media));
            filters.add(GraphBuilder.COLOUR_TAGS);
            return filters;
        }
        return List.of(
                withSourceMatrix(scale, media).with("out_color_matrix", "bt709").with("out_range", "tv"),
                GraphBuilder.COLOUR_TAGS);
    }

    /// Scales to exactly this size.
    static Filter to(int width, int height) {
        return Filter.of("scale").with("w", width).with("h", height).with("flags", SCALER);
    }

    /// Converts to the pixel format that the next filter asks for, at the same size.
    static Filter unscaled() {
        return Filter.of("scale").with("flags", SCALER);
    }

    /// Converts a source with an alpha channel to RGBA in planes.
    static List<Filter> toRgba(VisualInfo media) {
        return List.of(withSourceMatrix(Filter.of("scale").with("flags", SCALER), media), Filter.of("format", "gbrap"));
    }

    private static Filter withSourceMatrix(Filter scale, VisualInfo media) {
        boolean assumed = media.colours().matrix().isEmpty() && media.height() >= HIGH_DEFINITION_LINES;
        return assumed ? scale.with("in_color_matrix", "bt709") : scale;
    }

    /// Converts full-range RGBA to the output's colours, and keeps the transparency.
    static List<Filter> overlayColours() {
        return List.of(toBt709(), Filter.of("format", "yuva420p"));
    }

    /// Converts full-range RGB or RGBA to the output's colours, in the format of the filter behind it.
    static Filter toBt709() {
        return Filter.of("scale")
                .with("flags", SCALER)
                .with("in_range", "pc")
                .with("out_color_matrix", "bt709")
                .with("out_range", "tv");
    }
}
