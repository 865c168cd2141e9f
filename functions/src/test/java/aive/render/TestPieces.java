package aive.render;

import aive.caption.CaptionFonts;
import aive.composition.Encoding;
import aive.composition.Item;
import aive.composition.OutputFormat;
import aive.composition.VideoTrack;
import aive.composition.Window;
import aive.ffmpeg.TestFfmpeg;
import aive.project.Quality;
import aive.time.FrameRate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Encoded pieces of a few pixels for tests of joining, made once per test run.
public final class TestPieces {

    private static final Path FOLDER = Path.of("target/pieces").toAbsolutePath();
    private static final Map<String, EncodedPiece> MADE = new ConcurrentHashMap<>();

    private TestPieces() {}

    /// A piece with this number of frames.
    public static EncodedPiece of(FrameRate rate, int frames) {
        return MADE.computeIfAbsent(
                "%d-at-%s.mp4".formatted(frames, rate.toString().replace('/', '-')), name -> made(name, rate, frames));
    }

    private static EncodedPiece made(String name, FrameRate rate, int frames) {
        OutputFormat format = new OutputFormat(16, 16, rate, new Encoding.H264(Quality.STANDARD));
        Window window =
                new Window(format, new VideoTrack(List.of(new Item.Solid(frames, Item.Solid.BLACK))), List.of());
        try {
            Files.createDirectories(FOLDER);
            Path file = FOLDER.resolve(name);
            TestFfmpeg.FFMPEG.run(
                    new WindowGraph(CaptionFonts.bundled())
                            .job("make a piece for tests", window, _ -> FOLDER, FOLDER, file), TestFfmpeg.soon());
            return new EncodedPiece(file, frames);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
