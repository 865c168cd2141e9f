package aive.render;

import aive.composition.OutputFormat;
import aive.ffmpeg.Filter;
import java.util.List;
import java.util.Optional;

/// Filters that bring pictures of any shape, size, and colour matrix into the output's.
final class Scaling {

    /// FFmpeg takes untagged pictures for BT.601, whatever their size; from this height on they are BT.709 in truth.
    private static final int HIGH_DEFINITION_LINES = 720;

    /// `accurate_rnd` and `bitexact` give the same pixels on every processor; without them each set of vector
    /// instructions rounds in its own way.
    private static final String SCALER = "bicubic+accurate_rnd+bitexact";

    private Scaling() {}

    /// The middle of the picture in the output's shape, scaled to its size.
    ///
    /// @param lines height of the source
    /// @param matrix that the source is tagged with
    static List<Filter> cover(OutputFormat format, int lines, Optional<String> matrix) {
        String shape = format.width() + "/" + format.height();
        Filter scale = to(format.width(), format.height());
        if (matrix.isEmpty() && lines >= HIGH_DEFINITION_LINES) {
            scale = scale.with("in_color_matrix", "bt709");
        }
        return List.of(
                // Pixels that are not square are counted as they are seen.
                Filter.of("crop")
                        .with("w", "min(iw,round(ih*%s/sar))".formatted(shape))
                        .with("h", "min(ih,round(iw*sar/(%s)))".formatted(shape)),
                scale.with("out_color_matrix", "bt709").with("out_range", "tv"),
                GraphBuilder.COLOUR_TAGS);
    }

    /// Exactly this size.
    static Filter to(int width, int height) {
        return Filter.of("scale").with("w", width).with("h", height).with("flags", SCALER);
    }

    /// Converts a drawing in full-range RGB to the output's colours, with its transparency.
    static List<Filter> overlayColours() {
        return List.of(
                Filter.of("scale")
                        .with("flags", SCALER)
                        .with("in_range", "pc")
                        .with("out_color_matrix", "bt709")
                        .with("out_range", "tv"),
                Filter.of("format", "yuva420p"));
    }
}
