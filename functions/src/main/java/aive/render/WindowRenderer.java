package aive.render;

import aive.caption.CaptionFonts;
import aive.composition.OutputFormat;
import aive.composition.Window;
import aive.error.EncodeFailed;
import aive.ffmpeg.DamagedInputException;
import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.FfmpegJob;
import aive.ffmpeg.FfmpegLog;
import aive.ffmpeg.FfmpegStalledException;
import aive.ffmpeg.Platform;
import aive.file.DiskFailure;
import aive.mp4.EncodedFrames;
import aive.mp4.InvalidMp4Exception;
import aive.mp4.Mp4Muxer;
import aive.mp4.Mp4Reader;
import aive.mp4.RangeReader;
import aive.mp4.VideoDescription;
import aive.plan.RendererIdentity;
import aive.plan.RendererVersion;
import aive.time.Deadline;
import aive.time.FrameRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// Renders windows: draws and encodes their frames.
public final class WindowRenderer {

    /// The limit for items in one FFmpeg job; more items are rendered in several jobs and joined.
    ///
    /// FFmpeg opens all inputs of a job at once, and each decoder holds its last frames: 110 MB for an input of
    /// 3840×2160, 30 MB for one of 1920×1080.
    public static final int MOST_ITEMS_IN_A_JOB = 12;

    private final Ffmpeg ffmpeg;
    private final RendererIdentity identity;
    private final CaptionFonts fonts;

    public WindowRenderer(Ffmpeg ffmpeg, CaptionFonts fonts) {
        this.ffmpeg = ffmpeg;
        this.identity = identity(ffmpeg, fonts);
        this.fonts = fonts;
    }

    /// The identity of a renderer with this FFmpeg and these fonts.
    public static RendererIdentity identity(Ffmpeg ffmpeg, CaptionFonts fonts) {
        return new RendererIdentity(
                RendererVersion.CURRENT,
                ffmpeg.identity(),
                Platform.current().architecture(),
                fonts.digest(),
                Runtime.version().feature());
    }

    /// The part of a chunk's identity that stands for this renderer.
    public RendererIdentity identity() {
        return identity;
    }

    /// A rendered window.
    ///
    /// @param file with all of its frames
    /// @param restartedAt the frame at which FFmpeg stalled and was started again; empty if it did not stall
    /// @param damaged the number of damaged frames of each footage file with any; too few to refuse it
    public record RenderedWindow(Path file, OptionalLong restartedAt, Map<Path, Long> damaged) {}

    /// Draws and encodes all frames of a window.
    ///
    /// @param purpose the task in error messages, a verb phrase
    /// @param files maps the SHA-256 of a file in the store to its local path
    /// @param folder for temporary files
    /// @throws DamagedInputException if footage cannot be decoded in the frames shown
    /// @throws FfmpegStalledException if FFmpeg stalled twice; its frame number counts from the window's start
    /// @throws EncodeFailed if FFmpeg failed, or its output has the wrong number of frames
    public RenderedWindow render(
            String purpose, Window window, Function<String, Path> files, Path folder, Deadline deadline)
            throws DamagedInputException, FfmpegStalledException {
        WindowGraph graph = new WindowGraph(fonts.reading(files));
        List<EncodedFrames> pieces = new ArrayList<>();
        OptionalLong restartedAt = OptionalLong.empty();
        Map<Path, Long> damaged = new LinkedHashMap<>();
        for (FrameRange run : window.video().runs(MOST_ITEMS_IN_A_JOB)) {
            Path work = folder.resolve("run" + pieces.size());
            Path output = folder.resolve("run%d.mp4".formatted(pieces.size()));
            FfmpegJob job = graph.job(purpose, window.window(run), files, made(work), output);
            try {
                FfmpegLog log = ffmpeg.runOnFootage(job, deadline);
                log.damagedFrames().forEach((input, count) ->
                        damaged.merge(job.inputs().get(input).path(), count, Long::sum));
                Optional<Long> stalledAt = log.stalledAt();
                restartedAt = stalledAt.isPresent() ? OptionalLong.of(run.first() + stalledAt.get()) : restartedAt;
            } catch (FfmpegStalledException e) {
                throw e.countedFrom(run.first());
            }
            pieces.add(encoded(purpose, output, window.format(), run.length()));
        }
        if (pieces.size() == 1) {
            return new RenderedWindow(folder.resolve("run0.mp4"), restartedAt, damaged);
        }
        Path output = folder.resolve("joined.mp4");
        try {
            Mp4Muxer.join(pieces, Optional.empty()).write(output);
        } catch (InvalidMp4Exception e) {
            throw new EncodeFailed("", "FFmpeg failed to %s: %s".formatted(purpose, e.getMessage()), e);
        } catch (IOException e) {
            throw DiskFailure.of("cannot write " + output, e);
        }
        var _ = encoded(purpose, output, window.format(), window.frames());
        return new RenderedWindow(output, restartedAt, damaged);
    }

    /// Reads what was encoded, since a zero exit code of FFmpeg does not prove a correct file.
    private static EncodedFrames encoded(String purpose, Path file, OutputFormat format, long frames) {
        RangeReader reader = RangeReader.of(file);
        try {
            EncodedFrames encoded = EncodedFrames.of(Mp4Reader.read(reader), reader, format.frameRate());
            VideoDescription description = encoded.description();
            String found = "%d frames of %d×%d (%s)".formatted(
                    encoded.frames(), description.width(), description.height(), description.type());
            String expected = "%d frames of %d×%d (%s)".formatted(
                    frames, format.width(), format.height(), VideoCodec.of(format.encoding()).sampleEntry());
            if (!found.equals(expected)) {
                throw new EncodeFailed("", "FFmpeg ended with code 0, but failed to %s: the file has %s instead of %s"
                        .formatted(purpose, found, expected));
            }
            return encoded;
        } catch (InvalidMp4Exception e) {
            throw new EncodeFailed(
                    "",
                    "FFmpeg ended with code 0, but failed to %s: the file is not the expected video: %s"
                            .formatted(purpose, e.getMessage()),
                    e);
        }
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectory(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
