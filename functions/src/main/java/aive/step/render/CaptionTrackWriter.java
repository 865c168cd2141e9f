package aive.step.render;

import aive.caption.Caption;
import aive.caption.CaptionLayout;
import aive.caption.CaptionPainter;
import aive.caption.PixelBounds;
import aive.ffmpeg.MediaInput;
import aive.plan.ChunkSpec;
import aive.time.FrameRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Paints the captions of a run of frames and lists them for FFmpeg.
///
/// All images cover the same part of the picture, the one that any of the captions touches: FFmpeg would start its filters anew at a change of size.
final class CaptionTrackWriter {

    private final CaptionLayout layout;
    private final ChunkSpec.Picture picture;
    private final Path folder;
    private final Microseconds position;
    private final StringBuilder list = new StringBuilder("ffconcat version 1.0\n");

    private CaptionTrackWriter(CaptionLayout layout, ChunkSpec.Picture picture, Path folder) {
        this.layout = layout;
        this.picture = picture;
        this.folder = folder;
        this.position = new Microseconds(picture.frameRate());
    }

    /// @param texts in order, within `frames`
    /// @param frames the run, counted as the texts are
    /// @param folder for the images and their list; made here, in one that is there: a workspace that is gone must not come back
    /// @return empty if there is nothing to be seen
    static Optional<CaptionTrack> write(
            CaptionLayout layout, ChunkSpec.Picture picture, List<ChunkSpec.Text> texts, FrameRange frames, Path folder) {
        try {
            return new CaptionTrackWriter(layout, picture, folder).write(texts, frames);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A caption and when it is seen.
    private record Shown(FrameRange frames, Caption caption) {}

    private Optional<CaptionTrack> write(List<ChunkSpec.Text> texts, FrameRange frames) throws IOException {
        List<Shown> shown = new ArrayList<>();
        for (ChunkSpec.Text text : texts) {
            layout.layOut(text.text()).ifPresent(caption -> shown.add(new Shown(text.frames(), caption)));
        }
        Optional<PixelBounds> ink = shown.stream().map(each -> each.caption().ink()).reduce(PixelBounds::union);
        if (ink.isEmpty()) {
            return Optional.empty();
        }
        PixelBounds crop = ink.get().cropFor(picture.width(), picture.height());
        Files.createDirectory(folder);
        Files.write(folder.resolve("blank.png"), CaptionPainter.blank(crop));
        long at = frames.first();
        for (int i = 0; i < shown.size(); i++) {
            FrameRange when = shown.get(i).frames();
            list("blank.png", when.first() - at);
            String name = i + ".png";
            Files.write(folder.resolve(name), CaptionPainter.png(shown.get(i).caption(), crop));
            list(name, when.length());
            at = when.end();
        }
        list("blank.png", frames.end() - at);
        Path file = folder.resolve("captions.ffconcat");
        Files.writeString(file, list);
        return Optional.of(new CaptionTrack(MediaInput.ownList(file), crop.x(), crop.y()));
    }

    private void list(String name, long frames) {
        if (frames > 0) {
            list.append("file %s\noption framerate %s\nduration %s\n".formatted(name, picture.frameRate(), position.advance(frames)));
        }
    }
}
