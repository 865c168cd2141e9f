package aive.step.stitch;

import aive.json.Json;
import aive.message.RenderResult;
import aive.plan.VideoPlan;
import aive.planning.PlayerLimits;
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
    private final StillImages stills;

    VideoPublisher(Store store, StillImages stills) {
        this.store = store;
        this.damage = new DamageWarnings(store);
        this.stills = stills;
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

    /// Makes the images and the captions of a published video again if the store has lost them or they are damaged.
    void repair(VideoPlan plan, Workspace workspace, Deadline deadline) {
        if (!store.has(posterKey(plan)) || !contactSheetKey(plan).map(store::has).orElse(true)) {
            store.file(videoKey(plan), workspace.folder()).ifPresent(video -> {
                StillImages.Files images = StillImages.Files.in(workspace, plan);
                stills.draw(video, plan, images, workspace, deadline);
                write(images, plan);
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

    private static Optional<String> contactSheetKey(VideoPlan plan) {
        return plan.stills().sheet().isEmpty() ? Optional.empty() : Optional.of(plan.videoKey() + ".sheet.jpg");
    }

    private void write(StillImages.Files images, VideoPlan plan) {
        store.writeOnce(posterKey(plan), images.poster());
        contactSheetKey(plan).ifPresent(key -> store.writeOnce(key, images.contactSheet().orElseThrow()));
    }

    /// Stores the video, its images, its captions, and its result. The caller must not use the files again.
    ///
    /// @param sha256 the SHA-256 of the video
    RenderResult publish(VideoPlan plan, Path video, String sha256, StillImages.Files images) {
        RenderResult result = result(plan, size(video), sha256);
        write(images, plan);
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
                contactSheetKey(plan),
                List.of(plan.videoKey() + ".srt", plan.videoKey() + ".vtt"),
                new RenderResult.Chunks(chunks, chunks - plan.reused(), plan.reused()),
                PlayerLimits.playsOn(plan.format()),
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
