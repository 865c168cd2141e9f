package aive.render;

import aive.composition.Item;
import aive.composition.OutputFormat;
import aive.ffmpeg.Filter;
import aive.ffmpeg.FilterChain;

/// Draws frames of one colour.
final class SolidDrawer {

    private SolidDrawer() {}

    static String draw(Item.Solid solid, GraphBuilder builder) {
        OutputFormat format = builder.format();
        return builder.shot(FilterChain.source(
                Filter.of("color")
                        .with("c", "0x%06x".formatted(solid.colour()))
                        .with("s", format.width() + "x" + format.height())
                        .with("r", format.frameRate()),
                Filter.of("trim").with("end_frame", solid.frames()),
                GraphBuilder.YUV420,
                GraphBuilder.COLOUR_TAGS));
    }
}
