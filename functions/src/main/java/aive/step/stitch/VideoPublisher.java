package aive.step.stitch;

import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.FfmpegJob;
import aive.ffmpeg.MediaInput;
import aive.json.Json;
import aive.message.RenderResult;
import aive.plan.VideoPlan;
import aive.render.VideoCodec;
import aive.step.DamageWarnings;
import aive.step.Workspace;
import aive.store.ObjectUrl;
import aive.store.Store;
import aive.time.Deadline;
import aive.time.FrameRate;
import aive.time.Rational;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Stores a finished video with its poster and captions.
///
/// The result document is written last: if it exists, everything exists.
final class VideoPublisher {

    private final Store store;
    private final DamageWarnings damage;
    private final Ffmpeg ffmpeg;

    VideoPublisher(Store store, Ffmpeg ffmpeg) {
        this.store = store;
        this.damage = new DamageWarnings(store);
        this.ffmpeg = ffmpeg;
    }

    /// The result of a video that has been published before; empty if there is none.
    ///
    /// Equal chunks and an equal soundtrack give an equal video. Only the requester and the number of reused chunks can
    /// differ.
    Optional<RenderResult> published(VideoPlan plan) {
        return store.read(resultKey(plan))
                // A result that another version wrote in an unknown form counts as missing, and is written again.
                .flatMap(bytes -> Json.readIfKnown(bytes, RenderResult.class))
                .filter(result -> result.s3Key().equals(videoKey(plan)))
                .filter(result -> store.size(videoKey(plan)).filter(size -> size == result.bytes()).isPresent())
                .filter(_ -> store.has(videoKey(plan)))
                .map(result -> result(plan, result.bytes(), result.sha256()));
    }

    /// Makes the poster and the captions of a published video again if the store has lost them or they are damaged.
    void repair(VideoPlan plan, Workspace workspace, Deadline deadline) {
        if (!store.has(posterKey(plan))) {
            store.file(videoKey(plan), workspace.folder()).ifPresent(video -> {
                Path poster = workspace.file("poster.jpg");
                takePoster(video, plan, poster, deadline);
                store.writeOnce(posterKey(plan), poster);
            });
        }
        captions(plan).forEach((key, text) -> {
            if (store.read(key).filter(stored -> Arrays.equals(stored, text)).isEmpty()) {
                store.write(key, text);
            }
        });
    }

    /// The files of captions by their keys.
    private static Map<String, byte[]> captions(VideoPlan plan) {
        FrameRate rate = plan.format().frameRate();
        return Map.of(
                plan.videoKey() + ".srt", Subtitles.subRip(plan.captions(), rate).getBytes(StandardCharsets.UTF_8),
                plan.videoKey() + ".vtt", Subtitles.webVtt(plan.captions(), rate).getBytes(StandardCharsets.UTF_8));
    }

    private static String posterKey(VideoPlan plan) {
        return plan.videoKey() + ".jpg";
    }

    /// Writes a frame of the video as its poster.
    ///
    /// @param poster the file to write
    void takePoster(Path video, VideoPlan plan, Path poster, Deadline deadline) {
        // One third into the video, past opening titles and before credits.
        Rational moment = plan.format().frameRate().startOf(plan.frames() / 3);
        ffmpeg.run(
                new FfmpegJob(
                        "take a poster",
                        List.of(MediaInput.of(video, "-ss", moment.toDecimal(6))),
                        Optional.empty(),
                        List.of(FfmpegJob.Output.file(
                                poster,
                                List.of("-map", "0:v:0", "-frames:v", "1", "-q:v", "3", "-fflags", "+bitexact", "-f",
                                        "mjpeg")))),
                deadline);
    }

    /// Stores the video, its poster, its captions, and its result. The caller must not use `video` and `poster` again.
    ///
    /// @param sha256 the SHA-256 of the video
    RenderResult publish(VideoPlan plan, Path video, String sha256, Path poster) {
        RenderResult result = result(plan, size(video), sha256);
        store.writeOnce(posterKey(plan), poster);
        captions(plan).forEach(store::write);
        store.writeOnce(videoKey(plan), video);
        store.write(resultKey(plan), Json.bytes(result));
        return result;
    }

    private static String videoKey(VideoPlan plan) {
        return plan.videoKey() + VideoCodec.of(plan.format().encoding()).extension();
    }

    private static String resultKey(VideoPlan plan) {
        return plan.videoKey() + ".json";
    }

    private RenderResult result(VideoPlan plan, long bytes, String sha256) {
        String videoKey = videoKey(plan);
        Rational seconds = plan.format().frameRate().startOf(plan.frames());
        int chunks = plan.parts().size();
        ObjectUrl link = store.link(videoKey);
        return new RenderResult(
                plan.renderId(),
                plan.projectId(),
                link.url(),
                link.expiresAt().map(Instant::toString),
                store.uri(videoKey),
                videoKey,
                "Video rendered successfully",
                new BigDecimal(seconds.toDecimal(6)),
                plan.frames(),
                plan.format().width(),
                plan.format().height(),
                plan.format().frameRate(),
                bytes,
                sha256,
                posterKey(plan),
                List.of(plan.videoKey() + ".srt", plan.videoKey() + ".vtt"),
                new RenderResult.Chunks(chunks, chunks - plan.reused(), plan.reused()),
                Stream.concat(plan.warnings().stream(), damage.of(plan).stream()).toList());
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
