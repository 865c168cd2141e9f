package aive.step.stitch;

import aive.error.ChunkMismatch;
import aive.json.Json;
import aive.message.RenderResult;
import aive.mp4.EncodedFrames;
import aive.mp4.InvalidMp4Exception;
import aive.mp4.Mp4Reader;
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
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
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
    Optional<RenderResult> published(VideoPlan plan, Receipt receipt) {
        return store.read(resultKey(plan))
                // A result that another version wrote in an unknown form counts as missing, and is written again.
                .flatMap(bytes -> Json.readIfKnown(bytes, RenderResult.class))
                .filter(result -> result.s3Key().equals(videoKey(plan)))
                .filter(result -> store.size(videoKey(plan)).filter(size -> size == result.bytes()).isPresent())
                .filter(_ -> store.has(videoKey(plan)))
                .map(result -> result(plan, result.bytes(), result.sha256(), receipt));
    }

    /// Makes the images and the captions of a published video again if the store has lost them or they are damaged.
    void repair(VideoPlan plan, Workspace workspace, Deadline deadline) {
        if (!store.has(posterKey(plan)) || !contactSheetKey(plan).map(store::has).orElse(true)) {
            StoredObject video = new StoredObject(store, videoKey(plan));
            try {
                EncodedFrames frames =
                        EncodedFrames.of(Mp4Reader.read(video), video, plan.format().frameRate());
                storeStills(List.of(frames), plan, workspace, deadline);
            } catch (InvalidMp4Exception e) {
                throw new ChunkMismatch("", "%s cannot be read: %s".formatted(videoKey(plan), e.getMessage()), e);
            }
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

    /// Draws and stores the images of a video.
    ///
    /// @param pieces of the video, in order
    void storeStills(List<EncodedFrames> pieces, VideoPlan plan, Workspace workspace, Deadline deadline) {
        StillImages.Files images = StillImages.Files.in(workspace, plan);
        stills.draw(pieces, plan, images, workspace, deadline);
        store.writeOnce(posterKey(plan), images.poster());
        contactSheetKey(plan).ifPresent(key -> store.writeOnce(key, images.contactSheet().orElseThrow()));
    }

    /// Stores the video itself.
    void storeVideo(JoinedVideo video, VideoPlan plan) {
        store.writeOnce(videoKey(plan), video);
    }

    /// Stores the captions and the result. The video and its images must be in the store.
    RenderResult publish(JoinedVideo video, VideoPlan plan, Receipt receipt) {
        RenderResult result = result(plan, video.bytes(), video.sha256(), receipt);
        captions(plan).forEach(store::write);
        store.write(resultKey(plan), Json.bytes(result));
        return result;
    }

    private static String videoKey(VideoPlan plan) {
        return plan.videoKey() + VideoCodec.of(plan.format().encoding()).extension();
    }

    private static String resultKey(VideoPlan plan) {
        return plan.videoKey() + ".json";
    }

    private RenderResult result(VideoPlan plan, long bytes, String sha256, Receipt receipt) {
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
                new RenderResult.Chunks(chunks, chunks - plan.reused(), plan.reused(), changes(plan)),
                PlayerLimits.playsOn(plan.format()),
                receipt.cost(),
                Stream.concat(plan.warnings().stream(), damage.of(plan).stream()).toList());
    }

    private static List<RenderResult.Change> changes(VideoPlan plan) {
        List<RenderResult.Change> changes = new ArrayList<>();
        for (int i = 0; i < plan.parts().size() && changes.size() < RenderResult.Chunks.MOST_CHANGES; i++) {
            int number = i + 1;
            plan.parts().get(i).because().ifPresent(
                    because -> changes.add(new RenderResult.Change(number, because)));
        }
        return changes;
    }
}
