package aive.step.stitch;

import aive.error.ChunkMismatch;
import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.FfmpegJob;
import aive.ffmpeg.MediaInput;
import aive.ffmpeg.Platform;
import aive.file.Sha256;
import aive.json.Json;
import aive.media.Asset;
import aive.message.MixedSoundtrack;
import aive.message.RenderResult;
import aive.message.StitchOrder;
import aive.message.StitchOutcome;
import aive.parallel.AtOnce;
import aive.plan.SoundtrackSpec;
import aive.plan.VideoPlan;
import aive.step.RenderFolder;
import aive.step.Workspace;
import aive.step.render.ChunkJoin;
import aive.store.Link;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Puts the video together: sound of the whole, chunks joined, checked, published.
public final class StitchVideo {

    private final Store store;
    private final Ffmpeg ffmpeg;
    private final SoundtrackMixer mixer;
    private final Path work;

    /// @param work where workspaces may be made
    public StitchVideo(Store store, Ffmpeg ffmpeg, Path work) {
        this.store = store;
        this.ffmpeg = ffmpeg;
        this.mixer = new SoundtrackMixer(ffmpeg);
        this.work = work;
    }

    /// The identity of a soundtrack that this class would mix.
    public static SoundtrackSpec soundtrack(
            Ffmpeg ffmpeg, long samples, SoundtrackSpec.Track narration, Optional<SoundtrackSpec.Music> music, Rational loudness) {
        return new SoundtrackSpec(
                SoundtrackMixer.SEMANTICS, ffmpeg.identity(), Platform.current().architecture(), samples, narration, music, loudness);
    }

    /// @throws ChunkMismatch if a part is missing or is not what the plan says
    public StitchOutcome run(StitchOrder order, Deadline deadline) {
        RenderFolder folder = new RenderFolder(store, order.renderId());
        VideoPlan plan = folder.read(folder.plan(), VideoPlan.class);
        try (Workspace workspace = Workspace.in(work)) {
            if (order.only().isPresent()) {
                boolean reused = store.has(plan.soundtrack().key());
                var _ = soundtrack(plan, workspace, deadline);
                return new MixedSoundtrack(plan.soundtrack().key(), reused);
            }
            return stitch(plan, workspace, deadline);
        }
    }

    /// The finished sound: the one in the store, else mixed now and put there.
    private Path soundtrack(VideoPlan plan, Workspace workspace, Deadline deadline) {
        SoundtrackSpec spec = plan.soundtrack();
        if (!store.has(spec.key())) {
            checkMixer(spec);
            Function<String, Path> assets = asset -> file(Asset.key(asset), workspace);
            store.writeOnce(spec.key(), mixer.mix(spec, assets, workspace.folder(), deadline));
        }
        return file(spec.key(), workspace);
    }

    /// Another version of this function, or of FFmpeg, would put another sound under the same name.
    private void checkMixer(SoundtrackSpec spec) {
        SoundtrackSpec own = soundtrack(ffmpeg, spec.samples(), spec.narration(), spec.music(), spec.loudness());
        if (!own.equals(spec)) {
            throw new ChunkMismatch(
                    "",
                    "the soundtrack was planned for another mixer (semantics %d, FFmpeg %s) than this one (semantics %d, FFmpeg %s): a deployment came in between; start the execution again"
                            .formatted(spec.semantics(), spec.ffmpeg(), own.semantics(), own.ffmpeg()));
        }
    }

    private RenderResult stitch(VideoPlan plan, Workspace workspace, Deadline deadline) {
        String videoKey = plan.videoKey() + ".mp4";
        String resultKey = plan.videoKey() + ".json";
        Optional<RenderResult> published = store.read(resultKey)
                // These lie here for ever: what another version wrote, and this one does not know, is published anew.
                .flatMap(bytes -> Json.readIfKnown(bytes, RenderResult.class))
                .filter(result -> store.size(videoKey).filter(size -> size == result.bytes()).isPresent() && store.has(videoKey));
        if (published.isPresent()) {
            // The same chunks and the same sound make the same video; what differs is who asked, and what was left to do.
            RenderResult video = published.get();
            return result(plan, video.bytes(), video.sha256());
        }
        Path video = join(plan, soundtrack(plan, workspace, deadline), workspace, deadline);
        Path poster = workspace.file("poster.jpg");
        String sha256 = AtOnce.with(
                () -> Sha256.of(video),
                () -> new VideoCheck(ffmpeg).check(video, plan, deadline),
                () -> takeStill(video, plan, poster, deadline));
        RenderResult result = result(plan, size(video), sha256);
        FrameRate rate = plan.picture().frameRate();
        store.writeOnce(plan.videoKey() + ".jpg", poster);
        store.write(plan.videoKey() + ".srt", Subtitles.subRip(plan.captions(), rate).getBytes(StandardCharsets.UTF_8));
        store.write(plan.videoKey() + ".vtt", Subtitles.webVtt(plan.captions(), rate).getBytes(StandardCharsets.UTF_8));
        store.writeOnce(videoKey, video);
        // Last: where this lies, everything else does.
        store.write(resultKey, Json.bytes(result));
        return result;
    }

    private Path join(VideoPlan plan, Path soundtrack, Workspace workspace, Deadline deadline) {
        FrameRate rate = plan.picture().frameRate();
        List<ChunkJoin.Part> parts = new ArrayList<>();
        Map<String, Path> files = store.files(plan.parts().stream().map(VideoPlan.Part::key).toList(), workspace.folder());
        for (VideoPlan.Part part : plan.parts()) {
            Path file = Optional.ofNullable(files.get(part.key())).orElseThrow(() -> missing(part.key()));
            parts.add(new ChunkJoin.Part(file, part.frames()));
        }
        Path video = workspace.file("video.mp4");
        ffmpeg.run(VideoJoin.job(parts, rate, soundtrack, workspace.file("chunks.ffconcat"), video), deadline);
        return video;
    }

    /// A still from a third into the video, where neither titles nor credits are.
    private void takeStill(Path video, VideoPlan plan, Path poster, Deadline deadline) {
        Rational moment = plan.picture().frameRate().startOf(plan.frames() / 3);
        FfmpegJob job = new FfmpegJob(
                "take a still",
                List.of(MediaInput.of(video, "-ss", moment.toDecimal(6))),
                Optional.empty(),
                List.of(FfmpegJob.Output.file(
                        poster, List.of("-map", "0:v:0", "-frames:v", "1", "-q:v", "3", "-fflags", "+bitexact", "-f", "mjpeg"))));
        ffmpeg.run(job, deadline);
    }

    private RenderResult result(VideoPlan plan, long bytes, String sha256) {
        String videoKey = plan.videoKey() + ".mp4";
        Rational seconds = plan.picture().frameRate().startOf(plan.frames());
        int chunks = plan.parts().size();
        Link link = store.link(videoKey);
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
                plan.picture().width(),
                plan.picture().height(),
                plan.picture().frameRate(),
                bytes,
                sha256,
                plan.videoKey() + ".jpg",
                List.of(plan.videoKey() + ".srt", plan.videoKey() + ".vtt"),
                new RenderResult.Chunks(chunks, chunks - plan.reused(), plan.reused()),
                plan.warnings());
    }

    private Path file(String key, Workspace workspace) {
        return store.file(key, workspace.folder()).orElseThrow(() -> missing(key));
    }

    private static ChunkMismatch missing(String key) {
        return new ChunkMismatch("", "%s is not in the store any more; start the execution again".formatted(key));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
