package aive.render;

import aive.composition.OutputFormat;
import aive.ffmpeg.Filter;
import java.util.List;
import java.util.Optional;

/// Filters that convert frames of any aspect ratio, size, and colour matrix to the output format.
final class Scaling {

    /// The height from which untagged video is taken as BT.709. FFmpeg takes all untagged video as BT.601.
    private static final int HIGH_DEFINITION_LINES = 720;

    /// With `accurate_rnd` and `bitexact`, every processor gives the same pixels. Without them, the rounding depends on
    /// the processor's vector instructions.
    private static final String SCALER = "bicubic+accurate_rnd+bitexact";

    private Scaling() {}

    /// Crops the centre of the frame to the output's aspect ratio, and scales it to the output's size.
    ///
    /// @param lines height of the source
    /// @param matrix colour matrix tag of the source
    static List<Filter> cover(OutputFormat format, int lines, Optional<String> matrix) {
        String shape = format.width() + "/" + format.height();
        Filter scale = to(format.width(), format.height());
        if (matrix.isEmpty() && lines >= HIGH_DEFINITION_LINES) {
            scale = scale.with("in_color_matrix", "bt709");
        }
        return List.of(
                // The crop takes the sample aspect ratio into account.
                Filter.of("crop")
                        .with("w", "min(iw,round(ih*%s/sar))".formatted(shape))
                        .with("h", "min(ih,round(iw*sar/(%s)))".formatted(shape)),
                scale.with("out_color_matrix", "bt709").with("out_range", "tv"),
                GraphBuilder.COLOUR_TAGS);
    }

    /// Scales to exactly this size.
    static Filter to(int width, int height) {
        return Filter.of("scale").with("w", width).with("h", height).with("flags", SCALER);
    }

    /// Converts full-range RGBA to the output's colours, and keeps the transparency.
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
