package aive.render;

import aive.caption.CaptionDrawing;
import aive.caption.CaptionFonts;
import aive.caption.CaptionLayout;
import aive.caption.CaptionPainter;
import aive.caption.PixelBounds;
import aive.composition.CaptionCue;
import aive.composition.Layer;
import aive.composition.OutputFormat;
import aive.ffmpeg.Filter;
import aive.ffmpeg.FilterChain;
import aive.ffmpeg.MediaInput;
import aive.time.FrameRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Draws captions: one image per cue, and one overlay of all images.
///
/// All images cover the same part of the frame, the union of all captions. Images of different sizes would make FFmpeg
/// restart its filters.
final class CaptionDrawer {

    private final CaptionFonts fonts;

    CaptionDrawer(CaptionFonts fonts) {
        this.fonts = fonts;
    }

    /// A cue with visible text, ready to be painted.
    private record Painted(FrameRange frames, CaptionDrawing drawing) {}

    /// @param frames the number of frames of the window
    /// @param below label of the link with the layers below
    /// @param folder to create for the images; its parent exists
    /// @return label of the link with this layer on top
    String draw(Layer.Captions captions, long frames, String below, GraphBuilder builder, Path folder) {
        List<Painted> painted = painted(captions, builder.format());
        if (painted.isEmpty()) {
            return below;
        }
        OutputFormat format = builder.format();
        PixelBounds crop = painted.stream()
                .map(each -> each.drawing().ink())
                .reduce(PixelBounds::union)
                .orElseThrow()
                .cropFor(format.width(), format.height());
        int input = builder.input(MediaInput.ownList(images(painted, frames, crop, format, folder)));
        String text = below + "-text";
        String captioned = below + "-captioned";
        builder.chain(FilterChain.from(input, 0, builder.onTheGrid()).then(Scaling.overlayColours()).to(text));
        Filter overlay = Filter.of("overlay")
                .with("x", crop.x())
                .with("y", crop.y())
                .with("format", "yuv420")
                .with("eof_action", "repeat");
        builder.chain(FilterChain.joining(List.of(below, text), overlay)
                .then(GraphBuilder.YUV420, GraphBuilder.COLOUR_TAGS)
                .to(captioned));
        return captioned;
    }

    private List<Painted> painted(Layer.Captions captions, OutputFormat format) {
        CaptionLayout layout = new CaptionLayout(fonts, format.width(), format.height(), captions.look());
        List<Painted> painted = new ArrayList<>();
        for (CaptionCue cue : captions.cues()) {
            layout.layOut(cue)
                    .map(drawing -> cue.entrance()
                            .map(state -> drawing.entering(state, format.width(), format.height()))
                            .orElse(drawing))
                    .ifPresent(drawing -> painted.add(new Painted(cue.frames(), drawing)));
        }
        return painted;
    }

    /// Writes the images and FFmpeg's list of them.
    private static Path images(List<Painted> painted, long frames, PixelBounds crop, OutputFormat format, Path folder) {
        try {
            Files.createDirectory(folder);
            Files.write(folder.resolve("blank.png"), CaptionPainter.blank(crop));
            ImageList list = new ImageList(format);
            long shown = 0;
            for (int i = 0; i < painted.size(); i++) {
                FrameRange place = painted.get(i).frames();
                String name = i + ".png";
                Files.write(folder.resolve(name), CaptionPainter.png(painted.get(i).drawing(), crop));
                list.add("blank.png", place.first() - shown);
                list.add(name, place.length());
                shown = place.end();
            }
            list.add("blank.png", frames - shown);
            return Files.writeString(folder.resolve("captions.ffconcat"), list.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A list of images with their durations, in the ffconcat format.
    private static final class ImageList {

        private final StringBuilder text = new StringBuilder("ffconcat version 1.0\n");
        private final OutputFormat format;
        private final Microseconds position;

        ImageList(OutputFormat format) {
            this.format = format;
            this.position = new Microseconds(format.frameRate());
        }

        void add(String name, long frames) {
            if (frames > 0) {
                text.append("file %s\noption framerate %s\nduration %s\n"
                        .formatted(name, format.frameRate(), position.advance(frames)));
            }
        }

        String text() {
            return text.toString();
        }
    }
}
