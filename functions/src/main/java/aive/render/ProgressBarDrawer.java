package aive.render;

import aive.composition.Layer;
import aive.composition.PixelArea;
import aive.ffmpeg.Filter;
import aive.ffmpeg.FilterChain;
import aive.time.FrameRange;
import java.util.List;

/// Draws progress bars.
final class ProgressBarDrawer {

    private ProgressBarDrawer() {}

    /// @param below label of the link with the layers below
    /// @return label of the link with the bar on top
    static String draw(Layer.ProgressBar bar, String below, GraphBuilder builder) {
        PixelArea area = bar.area();
        String name = below + "-bar";
        String drawn = below + "-with-bar";
        // The opacity of one row, column by column: the pixel at the bar's end is covered in part.
        String covered = "255*(%s)*clip((N+%d)*%d/%d-X,0,1)"
                .formatted(bar.opacity(), bar.first() + 1, area.width(), bar.total());
        builder.chain(FilterChain.source(
                        colour("white", area.width(), 1, bar, builder),
                        Filter.of("format", "gray"),
                        Filter.of("geq").with("lum", covered),
                        Filter.of("scale").with("w", area.width()).with("h", area.height()).with("flags", "neighbor"))
                .to(name + "-opacity"));
        builder.chain(FilterChain.source(
                        colour("0x%06x".formatted(bar.colour()), area.width(), area.height(), bar, builder),
                        Filter.of("format", "gbrp"),
                        Scaling.toBt709(),
                        GraphBuilder.YUV420)
                .to(name + "-colour"));
        builder.chain(FilterChain.joining(List.of(name + "-colour", name + "-opacity"), Filter.of("alphamerge"))
                .then(builder.onTheGrid())
                .to(name));
        builder.chain(FilterChain.joining(
                        List.of(below, name), ImageDrawer.over(area, new FrameRange(0, bar.end())))
                .then(GraphBuilder.YUV420, GraphBuilder.COLOUR_TAGS)
                .to(drawn));
        return drawn;
    }

    private static Filter colour(String colour, int width, int height, Layer.ProgressBar bar, GraphBuilder builder) {
        return Filter.of("color").with("c", colour).with("s", width + "x" + height)
                .with("r", builder.format().frameRate());
    }
}
