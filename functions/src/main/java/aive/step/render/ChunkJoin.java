package aive.step.render;

import aive.ffmpeg.FfmpegJob;
import aive.ffmpeg.MediaInput;
import aive.time.FrameRate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Joins encoded pieces without encoding again.
public final class ChunkJoin {

    private ChunkJoin() {}

    /// An encoded piece and the number of its frames.
    public record Part(Path file, long frames) {}

    /// The list of pieces, as FFmpeg reads it. Each piece's length is stated: what the container says is a frame short at some seams.
    public static MediaInput list(List<Part> parts, FrameRate rate, Path listFile) {
        StringBuilder list = new StringBuilder("ffconcat version 1.0\n");
        Microseconds position = new Microseconds(rate);
        for (Part part : parts) {
            // The only character that ends a quoted name is the quote itself.
            String name = part.file().toAbsolutePath().toString().replace("'", "'\\''");
            list.append("file 'file:%s'\nduration %s\n".formatted(name, position.advance(part.frames())));
        }
        try {
            Files.writeString(listFile, list);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return MediaInput.ownList(listFile);
    }

    /// The bitstream filter that puts joined packets back on the frame grid. FFmpeg places the pieces by whole microseconds, and no NTSC frame lasts a whole
    /// number of them; what that leaves is far below half a frame, however many pieces there are.
    public static String onTheGrid(FrameRate rate) {
        long ticks = Encoder.ticksOfAFrame(rate);
        return "setts=pts=round(PTS/%1$d)*%1$d:dts=round(DTS/%1$d)*%1$d".formatted(ticks);
    }

    /// Joins pieces into another piece, which can be joined in turn.
    static FfmpegJob fragmented(String purpose, List<Part> parts, FrameRate rate, Path listFile, Path output) {
        List<String> options = new ArrayList<>(List.of("-map", "0:v", "-c", "copy", "-bsf:v", onTheGrid(rate)));
        options.addAll(Encoder.fragments(rate));
        return new FfmpegJob(purpose, List.of(list(parts, rate, listFile)), Optional.empty(), List.of(FfmpegJob.Output.file(output, options)));
    }
}
