package aive.step.render;

import aive.ffmpeg.FfmpegJob;
import aive.ffmpeg.TestFfmpeg;
import aive.plan.ChunkSpec;
import aive.project.Fit;
import aive.project.Quality;
import aive.time.FrameRange;
import aive.time.FrameRate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Chunks of a few pixels, encoded once a run of the tests, for tests of what joins them.
public final class TestChunks {

    private static final Path FOLDER = Path.of("target/chunks").toAbsolutePath();
    private static final Map<String, ChunkJoin.Part> MADE = new ConcurrentHashMap<>();

    private TestChunks() {}

    /// A chunk of so many frames.
    public static ChunkJoin.Part of(FrameRate rate, int frames) {
        return MADE.computeIfAbsent("%d-at-%s.mp4".formatted(frames, rate.toString().replace('/', '-')), name -> new ChunkJoin.Part(made(name, rate, frames), frames));
    }

    private static Path made(String name, FrameRate rate, int frames) {
        try {
            Files.createDirectories(FOLDER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path file = FOLDER.resolve(name);
        ChunkSpec.Picture picture = new ChunkSpec.Picture(16, 16, rate, Quality.STANDARD, Fit.COVER);
        FfmpegJob job = ChunkGraph.job(
                "make a chunk for tests", picture, List.of(new ChunkSpec.Black(new FrameRange(0, frames))), Optional.empty(), _ -> FOLDER, file);
        TestFfmpeg.FFMPEG.run(job, TestFfmpeg.soon());
        return file;
    }
}
