package aive.step;

import aive.caption.CaptionFonts;
import aive.fetch.Downloader;
import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.MediaPlace;
import aive.ffmpeg.MediaProbe;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.json.Json;
import aive.media.Asset;
import aive.message.ChunkTicket;
import aive.message.FetchBatch;
import aive.message.MediaList;
import aive.message.MediaTask;
import aive.message.RenderResult;
import aive.message.RenderedChunk;
import aive.message.StitchOrder;
import aive.plan.Chunk;
import aive.plan.ChunkSpec;
import aive.plan.PlanSchema;
import aive.plan.RenderPlan;
import aive.plan.SoundtrackSpec;
import aive.plan.VideoPlan;
import aive.planning.ChunkPlanner;
import aive.planning.ChunkPolicy;
import aive.project.Fill;
import aive.project.Fit;
import aive.project.Quality;
import aive.project.Source;
import aive.step.fetch.FetchMedia;
import aive.step.render.RenderChunk;
import aive.step.stitch.StitchVideo;
import aive.store.FolderStore;
import aive.store.Products;
import aive.time.FrameRange;
import aive.time.FrameRate;
import aive.time.Rational;
import aive.timeline.Caption;
import aive.timeline.Shot;
import aive.timeline.Timeline;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A film for tests, rendered by the steps themselves, without a state machine: shots and captions in, video out.
public final class TestFilm {

    /// Chunks as long as the film.
    public static final long ONE_CHUNK = 1_000_000;

    /// A shot longer than this is never split.
    private static final long NEVER = 1_000_000;

    private static final MediaPlace PLACE = new MediaPlace("/test", "the test's file");

    private final ChunkSpec.Picture picture;
    private final MediaProbe probe = new MediaProbe(TestFfmpeg.FFMPEG);
    private Ffmpeg ffmpeg = TestFfmpeg.FFMPEG;
    private final List<Shot> shots = new ArrayList<>();
    private final List<Path> footage = new ArrayList<>();
    private final List<Caption> captions = new ArrayList<>();
    private long frames;

    private TestFilm(ChunkSpec.Picture picture) {
        this.picture = picture;
    }

    public static TestFilm of(int width, int height, String rate, Quality quality) {
        return new TestFilm(new ChunkSpec.Picture(width, height, FrameRate.parse(rate), quality, Fit.COVER));
    }

    /// Adds a shot from the beginning of a clip or of a still image.
    public TestFilm shot(Path file, long length) {
        return shot(file, length, "0", Fill.LOOP);
    }

    /// Adds a shot of a clip.
    ///
    /// @param inPoint in seconds, as a decimal
    public TestFilm shot(Path file, long length, String inPoint, Fill fill) {
        int sentence = footage.size();
        footage.add(file);
        shots.add(new Shot.Footage(
                FrameRange.ofLength(frames, length), sentence, "sentence " + sentence, Rational.of(new BigDecimal(inPoint)), fill));
        frames += length;
        return this;
    }

    public TestFilm black(long length) {
        int sentence = footage.size();
        shots.add(new Shot.Black(FrameRange.ofLength(frames, length), sentence, "black " + sentence));
        frames += length;
        return this;
    }

    public TestFilm caption(long first, long end, String text) {
        captions.add(new Caption(new FrameRange(first, end), 0, text));
        return this;
    }

    public TestFilm withoutCaptions() {
        TestFilm other = new TestFilm(picture);
        other.shots.addAll(shots);
        other.footage.addAll(footage);
        other.frames = frames;
        return other;
    }

    /// Renders its chunks with another FFmpeg.
    public TestFilm with(Ffmpeg other) {
        ffmpeg = other;
        return this;
    }

    public long frames() {
        return frames;
    }

    /// What has been rendered, and the store it lies in.
    public record Rendered(Path video, RenderResult result, List<RenderedChunk> chunks, FolderStore store) {}

    /// @param chunkFrames the length that chunks aim at; 1 makes one chunk of each shot
    public Rendered render(Path folder, long chunkFrames) throws IOException {
        return render(folder, chunkFrames, NEVER);
    }

    /// @param longestPiece a shot longer than this is split
    public Rendered render(Path folder, long chunkFrames, long longestPiece) throws IOException {
        FolderStore store = new FolderStore(folder.resolve("store"));
        List<Chunk> planned = plan(store, folder.resolve("work"), chunkFrames, longestPiece);
        RenderChunk renderChunk = new RenderChunk(store, ffmpeg, CaptionFonts.bundled(), folder.resolve("work"));
        List<RenderedChunk> rendered = new ArrayList<>();
        for (Chunk chunk : planned) {
            rendered.add(renderChunk.run(ticket(chunk, rendered.size() + 1, planned.size(), store), TestFfmpeg.soon()));
        }
        RenderResult result = stitch(store, planned, folder);
        return new Rendered(folder.resolve("store").resolve(result.s3Key()), result, rendered, store);
    }

    private List<Chunk> plan(FolderStore store, Path work, long chunkFrames, long longestPiece) {
        List<Asset> assets = fetch(store, work);
        return ChunkPlanner.plan(
                new Timeline(picture.frameRate(), new FrameRange(0, frames), shots, captions, List.of()),
                new ChunkPolicy(chunkFrames, longestPiece),
                assets::get,
                RenderChunk.renderer(TestFfmpeg.FFMPEG, CaptionFonts.bundled()),
                picture);
    }

    private List<Asset> fetch(FolderStore store, Path work) {
        RenderFolder folder = new RenderFolder(store, "test");
        List<MediaTask> tasks = new ArrayList<>();
        for (int i = 0; i < footage.size(); i++) {
            Path file = footage.get(i);
            tasks.add(new MediaTask(
                    new Source(file.toUri()), true, false, "/project_data/sentences/%d/selected_footage/url".formatted(i),
                    "the footage %s of sentence %d".formatted(file.getFileName(), i)));
        }
        folder.write(folder.media(), new MediaList(List.of(tasks)));
        Downloader nowhere = (_, _, _, _, _) -> {
            throw new AssertionError("all media is local");
        };
        FetchMedia fetchMedia = new FetchMedia(store, nowhere, Optional.empty(), probe, 1L << 30, work);
        fetchMedia.run(new FetchBatch("test", 1, 1, tasks.size()), TestFfmpeg.soon());
        SourceRecords records = new SourceRecords(store);
        return tasks.stream().map(task -> records.find(task.source()).orElseThrow().asset()).toList();
    }

    private static String put(Path file, FolderStore store) throws IOException {
        byte[] content = Files.readAllBytes(file);
        String sha256 = Json.sha256(content);
        Products.put(store, Asset.key(sha256), content);
        return sha256;
    }

    private static ChunkTicket ticket(Chunk chunk, int number, int of, FolderStore store) {
        byte[] spec = Json.bytes(chunk.spec());
        String key = "projects/test/spec-" + number;
        store.write(key, spec);
        String sentences = "%d–%d".formatted(chunk.firstSentence() + 1, chunk.lastSentence() + 1);
        return new ChunkTicket(number, of, sentences, "", "", chunk.sha256(), key, 0, spec.length, PlanSchema.CURRENT);
    }

    private RenderResult stitch(FolderStore store, List<Chunk> planned, Path folder) throws IOException {
        Path tone = TestMedia.made("tone.wav", "-f", "lavfi", "-i", "sine=frequency=300:duration=1");
        SoundtrackSpec soundtrack = StitchVideo.soundtrack(
                TestFfmpeg.FFMPEG,
                picture.frameRate().sampleAt(frames),
                new SoundtrackSpec.Track(put(tone, store), probe.sound(tone, PLACE, TestFfmpeg.soon()).facts()),
                Optional.empty(),
                Rational.of(-14));
        RenderPlan plan = new RenderPlan(new FrameRange(0, frames), planned, soundtrack);
        new RenderFolder(store, "test").write(new RenderFolder(store, "test").plan(), new VideoPlan(
                "test",
                "test",
                "videos/test/" + plan.sha256(),
                picture,
                frames,
                planned.stream().map(chunk -> new VideoPlan.Part(chunk.sha256(), chunk.frames().length())).toList(),
                0,
                soundtrack,
                captions,
                List.of()));
        StitchVideo stitchVideo = new StitchVideo(store, TestFfmpeg.FFMPEG, folder.resolve("work"));
        return (RenderResult) stitchVideo.run(new StitchOrder("test", Optional.empty()), TestFfmpeg.soon());
    }
}
