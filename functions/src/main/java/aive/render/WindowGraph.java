package aive.render;

import aive.caption.CaptionFonts;
import aive.composition.Item;
import aive.composition.ItemTransition;
import aive.composition.Layer;
import aive.composition.Stretch;
import aive.composition.TrackUnit;
import aive.composition.Window;
import aive.ffmpeg.FfmpegJob;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Builds the FFmpeg job that draws a window: items one after another, layers over them, and the encoder.
///
/// Each item has its own filters and is cut by frame number. Its frames are therefore the same in every window.
final class WindowGraph {

    private final CaptionDrawer captions;
    private final TitleDrawer titles;

    WindowGraph(CaptionFonts fonts) {
        this.captions = new CaptionDrawer(fonts);
        this.titles = new TitleDrawer(fonts);
    }

    /// @param purpose the task in error messages, a verb phrase
    /// @param files maps the SHA-256 of a file in the store to its local path
    /// @param folder for files that the job reads
    /// @param output the file to write
    FfmpegJob job(String purpose, Window window, Function<String, Path> files, Path folder, Path output) {
        GraphBuilder builder = new GraphBuilder(window.format(), files);
        String shown = builder.track(draw(window, builder));
        for (int i = 0; i < window.layers().size(); i++) {
            shown = draw(window.layers().get(i), window.frames(), shown, builder, folder.resolve("layer" + i));
        }
        return new FfmpegJob(
                purpose,
                builder.inputs(),
                Optional.of(builder.graph()),
                List.of(FfmpegJob.Output.file(output, outputOptions(window, shown))),
                builder.leadIn());
    }

    /// Draws all units, and returns the links with their frames, in order.
    private static List<String> draw(Window window, GraphBuilder builder) {
        Deque<List<String>> parts = new ArrayDeque<>();
        for (Stretch stretch : window.video().stretches(window.format().frameRate())) {
            List<String> links = draw(stretch.item(), builder);
            parts.addAll(stretch.parts().size() == 1 ? List.of(links) : builder.divided(links, stretch.parts()));
        }
        List<String> drawn = new ArrayList<>();
        for (TrackUnit unit : window.video().units()) {
            switch (unit) {
                case Item _ -> drawn.addAll(parts.removeFirst());
                case ItemTransition transition -> drawn.add(TransitionDrawer.draw(
                        transition, builder.joined(parts.removeFirst()), builder.joined(parts.removeFirst()), builder));
            }
        }
        return drawn;
    }

    /// Draws an item, and returns the links with its frames, in order.
    private static List<String> draw(Item item, GraphBuilder builder) {
        return switch (item) {
            case Item.Footage footage -> FootageDrawer.draw(footage, builder);
            case Item.Still still -> List.of(StillDrawer.draw(still, builder));
            case Item.Solid solid -> List.of(SolidDrawer.draw(solid, builder));
        };
    }

    private String draw(Layer layer, long frames, String below, GraphBuilder builder, Path folder) {
        return switch (layer) {
            case Layer.Image image -> ImageDrawer.draw(image, below, builder);
            case Layer.ProgressBar bar -> ProgressBarDrawer.draw(bar, below, builder);
            case Layer.Title title -> titles.draw(title, below, builder, folder);
            case Layer.Captions cues -> captions.draw(cues, frames, below, builder, folder);
        };
    }

    private static List<String> outputOptions(Window window, String shown) {
        VideoCodec codec = VideoCodec.of(window.format().encoding());
        List<String> options = new ArrayList<>(List.of(
                "-map", "[" + shown + "]", "-frames:v", Long.toString(window.frames()), "-fps_mode", "passthrough"));
        options.addAll(codec.encoderOptions(window.format()));
        options.addAll(codec.pieceOptions(window.format().frameRate()));
        return options;
    }
}
