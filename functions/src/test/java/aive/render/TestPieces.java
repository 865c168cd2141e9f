package aive.render;

import aive.caption.CaptionFonts;
import aive.composition.Encoding;
import aive.composition.Item;
import aive.composition.OutputFormat;
import aive.composition.VideoTrack;
import aive.composition.Window;
import aive.ffmpeg.TestFfmpeg;
import aive.mp4.EncodedFrames;
import aive.mp4.InvalidMp4Exception;
import aive.mp4.Mp4Reader;
import aive.mp4.RangeReader;
import aive.project.Quality;
import aive.time.FrameRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Encoded pieces of a few pixels for tests of joining, made once per test run.
public final class TestPieces {

    private static final Path FOLDER = Path.of("target/pieces").toAbsolutePath();
    private static final Map<String, EncodedFrames> MADE = new ConcurrentHashMap<>();

    private TestPieces() {}

    /// A piece with this number of frames.
    public static EncodedFrames of(FrameRate rate, int frames) {
        return MADE.computeIfAbsent(
                "%d-at-%s.mp4".formatted(frames, rate.toString().replace('/', '-')), name -> made(name, rate, frames));
    }

    private static EncodedFrames made(String name, FrameRate rate, int frames) {
        OutputFormat format = new OutputFormat(16, 16, rate, new Encoding.H264(Quality.STANDARD));
        Window window =
                new Window(format, new VideoTrack(List.of(new Item.Solid(frames, Item.Solid.BLACK))), List.of());
        try {
            Files.createDirectories(FOLDER);
            Path file = FOLDER.resolve(name);
            TestFfmpeg.FFMPEG.run(
                    new WindowGraph(CaptionFonts.bundled())
                            .job("make a piece for tests", window, _ -> FOLDER, FOLDER, file), TestFfmpeg.soon());
            RangeReader reader = RangeReader.of(Files.readAllBytes(file));
            return EncodedFrames.of(Mp4Reader.read(reader), reader, rate);
        } catch (IOException | InvalidMp4Exception e) {
            throw new AssertionError(e);
        }
    }
}
