package aive.render;

import aive.composition.Item;
import aive.ffmpeg.Filter;
import aive.ffmpeg.FilterChain;
import aive.media.ImageInfo;
import java.util.List;

/// Draws still images.
final class StillDrawer {

    private StillDrawer() {}

    static String draw(Item.Still still, GraphBuilder builder) {
        ImageInfo media = still.media();
        int input = builder.input(still.file(), List.of("-threads", "2"));
        FilterChain image = FilterChain.from(input, media.stream(), GraphBuilder.FROM_ZERO);
        Canvas canvas = Canvas.of(builder.format(), still.motion());
        FilterChain opaque = builder.opaque(image, media, still.background());
        return builder.shot(Framer.fitted(opaque, media, still.fit(), canvas, builder)
                .then(
                        // `pass`: at ten frames per second an image lasts less than half a frame; it gives one frame
                        // instead of none.
                        Filter.of("fps", builder.format().frameRate()).with("eof_action", "pass"),
                        Filter.of("tpad").with("stop_mode", "clone").with("stop", -1),
                        Filter.of("trim").with("end_frame", still.frames()))
                .then(still.motion().map(motion -> canvas.view(motion, builder.format())).orElse(List.of())));
    }
}
