package aive.step;

import aive.audio.SoundtrackMixer;
import aive.caption.CaptionFonts;
import aive.caption.TestLook;
import aive.composition.AudioMix;
import aive.composition.CaptionCue;
import aive.composition.Composition;
import aive.composition.Encoding;
import aive.composition.Item;
import aive.composition.Layer;
import aive.composition.OutputFormat;
import aive.composition.VideoTrack;
import aive.fetch.Downloader;
import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.MediaProbe;
import aive.ffmpeg.MediaReference;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.forecast.CallMeter;
import aive.json.Json;
import aive.media.Asset;
import aive.media.ImageInfo;
import aive.media.VideoInfo;
import aive.message.ChunkTask;
import aive.message.FetchBatch;
import aive.message.MediaList;
import aive.message.MediaTask;
import aive.message.RenderResult;
import aive.message.RenderedChunk;
import aive.message.StitchInput;
import aive.plan.Chunk;
import aive.plan.Estimate;
import aive.plan.PlanSchema;
import aive.plan.RenderPlan;
import aive.plan.SoundtrackSpec;
import aive.plan.StillFrames;
import aive.plan.VideoPlan;
import aive.planning.ChunkPlanner;
import aive.planning.ChunkPolicy;
import aive.project.Fill;
import aive.project.Quality;
import aive.project.Source;
import aive.render.WindowRenderer;
import aive.step.fetch.FetchMedia;
import aive.step.render.RenderChunk;
import aive.step.stitch.StitchVideo;
import aive.store.FolderStore;
import aive.store.StoredFiles;
import aive.time.FrameRange;
import aive.time.FrameRate;
import aive.time.Rational;
import aive.timeline.Shot;
import aive.timeline.Timeline;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Builds and renders videos for tests with the real steps, without a state machine.
public final class TestVideo {

    /// A chunk length that gives a single chunk.
    public static final long ONE_CHUNK = 1_000_000;

    /// A shot length limit that is never reached.
    private static final long NEVER = 1_000_000;
    private static final Estimate ESTIMATE =
            new Estimate(
                    BigDecimal.TEN, BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.TWO);

    private static final MediaReference PLACE = new MediaReference("/test", "the test's file");

    private final OutputFormat format;
    private final MediaProbe probe = new MediaProbe(TestFfmpeg.FFMPEG);
    private Ffmpeg ffmpeg = TestFfmpeg.FFMPEG;
    private final List<Shot> shots = new ArrayList<>();
    private final List<Path> footage = new ArrayList<>();
    private final List<CaptionCue> captions = new ArrayList<>();
    private Optional<StillFrames> stills = Optional.empty();
    private long frames;
    private int background = Item.Solid.BLACK;

    private TestVideo(OutputFormat format) {
        this.format = format;
    }

    public static TestVideo of(int width, int height, String rate, Quality quality) {
        return of(width, height, rate, new Encoding.H264(quality));
    }

    public static TestVideo of(int width, int height, String rate, Encoding encoding) {
        return new TestVideo(new OutputFormat(width, height, FrameRate.parse(rate), encoding));
    }

    /// Stores other frames as images than the poster at one third of the video.
    public TestVideo stills(long poster, List<Long> sheet) {
        stills = Optional.of(new StillFrames(poster, sheet));
        return this;
    }

    /// Adds a shot from the beginning of a clip or of a still image.
    public TestVideo shot(Path file, long length) {
        return shot(file, length, "0", Fill.LOOP);
    }

    /// Adds a shot of a clip.
    ///
    /// @param inPoint in seconds, as a decimal
    public TestVideo shot(Path file, long length, String inPoint, Fill fill) {
        int sentence = footage.size();
        footage.add(file);
        shots.add(new Shot.FootageShot(
                FrameRange.ofLength(frames, length), sentence, 0, "sentence " + sentence,
                        Rational.of(new BigDecimal(inPoint)), fill, Optional.empty()));
        frames += length;
        return this;
    }

    public TestVideo black(long length) {
        int sentence = footage.size();
        shots.add(new Shot.BlackShot(
                FrameRange.ofLength(frames, length), sentence, "black " + sentence, Optional.empty()));
        frames += length;
        return this;
    }

    public TestVideo caption(long first, long end, String text) {
        captions.add(new CaptionCue(new FrameRange(first, end), text));
        return this;
    }

    public TestVideo withoutCaptions() {
        TestVideo other = new TestVideo(format);
        other.shots.addAll(shots);
        other.footage.addAll(footage);
        other.frames = frames;
        other.background = background;
        return other;
    }

    /// Shows transparent footage in front of another colour than black.
    public TestVideo background(int colour) {
        background = colour;
        return this;
    }

    /// Renders its chunks with another FFmpeg.
    public TestVideo with(Ffmpeg other) {
        ffmpeg = other;
        return this;
    }

    public long frames() {
        return frames;
    }

    /// The rendered video, and the store with all of its objects.
    public record RenderedVideo(
            Path video, RenderResult result, List<RenderedChunk> chunks, FolderStore store, String planKey) {}

    /// @param chunkFrames target length of chunks; 1 makes one chunk of each shot
    public RenderedVideo render(Path folder, long chunkFrames) throws IOException {
        return render(folder, chunkFrames, NEVER);
    }

    /// @param longestShot longer shots are split
    public RenderedVideo render(Path folder, long chunkFrames, long longestShot) throws IOException {
        FolderStore store = new FolderStore(folder.resolve("store"));
        Composition composition = composition(store, folder.resolve("work"));
        List<Chunk> planned = ChunkPlanner.plan(
                timeline(),
                composition,
                new ChunkPolicy(chunkFrames, longestShot),
                WindowRenderer.identity(TestFfmpeg.FFMPEG, CaptionFonts.bundled()));
        RenderChunk renderChunk = new RenderChunk(store, ffmpeg, CaptionFonts.bundled(), folder.resolve("work"));
        List<RenderedChunk> rendered = new ArrayList<>();
        for (Chunk chunk : planned) {
            rendered.add(renderChunk.run(task(chunk, rendered.size() + 1, planned.size(), store), TestFfmpeg.soon()));
        }
        RenderPlan plan = new RenderPlan(
                new FrameRange(0, frames), planned,
                new SoundtrackSpec(SoundtrackMixer.identity(TestFfmpeg.FFMPEG), composition.audio()));
        String planKey = write(plan, store);
        StitchVideo stitchVideo = new StitchVideo(store, TestFfmpeg.FFMPEG, folder.resolve("work"));
        RenderResult result = (RenderResult)
                stitchVideo.run(new StitchInput("test", planKey, Optional.empty()), TestFfmpeg.soon(), CallMeter.free());
        return new RenderedVideo(folder.resolve("store").resolve(result.s3Key()), result, rendered, store, planKey);
    }

    private Timeline timeline() {
        return new Timeline(format.frameRate(), new FrameRange(0, frames), shots, captions, List.of());
    }

    /// The composition of the video; its footage is fetched into the store.
    public Composition composition(FolderStore store, Path work) throws IOException {
        List<Asset> assets = fetch(store, work);
        List<Item> items = new ArrayList<>();
        for (Shot shot : shots) {
            long length = shot.frames().length();
            items.add(switch (shot) {
                case Shot.BlackShot _ -> new Item.Solid(length, Item.Solid.BLACK);
                case Shot.FootageShot clip -> {
                    Asset asset = assets.get(clip.sentence());
                    yield switch (asset.visual().orElseThrow()) {
                        case VideoInfo video ->
                                new Item.Footage(length, asset.visualFile(), video, clip.inPoint(), clip.fill(),
                                        Item.behind(video, background), Optional.empty());
                        case ImageInfo image -> new Item.Still(length, asset.visualFile(), image,
                                Item.behind(image, background), Optional.empty(), Optional.empty());
                    };
                }
            });
        }
        Path tone = TestMedia.made("tone.wav", "-f", "lavfi", "-i", "sine=frequency=300:duration=1");
        AudioMix audio = new AudioMix(
                format.frameRate().sampleAt(frames),
                new AudioMix.Track(
                        put(tone, store),
                        probe.audio().probe(tone, Optional.empty(), PLACE, TestFfmpeg.soon()).info()),
                Optional.empty(),
                Rational.of(-14));
        return new Composition(format, new VideoTrack(items),
                captions.isEmpty() ? List.of() : List.of(new Layer.Captions(TestLook.WIDE, captions)), audio);
    }

    private List<Asset> fetch(FolderStore store, Path work) {
        RenderFolder folder = new RenderFolder(store, "test");
        List<MediaTask> tasks = new ArrayList<>();
        for (int i = 0; i < footage.size(); i++) {
            Path file = footage.get(i);
            tasks.add(new MediaTask(
                    new Source(file.toUri()),
                    List.of(new MediaTask.Place(
                            "/project_data/sentences/%d/selected_footage/url".formatted(i),
                            "the footage %s of sentence %d".formatted(file.getFileName(), i))),
                    List.of()));
        }
        folder.write(folder.media(), new MediaList(List.of(tasks)));
        Downloader nowhere = (_, _, _, _, _) -> {
            throw new AssertionError("all media is local");
        };
        FetchMedia fetchMedia = new FetchMedia(store, nowhere, Optional.empty(), probe, 1L << 30, work);
        FetchMedia.checkUsable(
                List.of(fetchMedia.run(new FetchBatch("test", 1, 1, tasks.size()), TestFfmpeg.soon())));
        SourceRecords records = new SourceRecords(store);
        return tasks.stream().map(task -> records.find(task.source()).orElseThrow().asset()).toList();
    }

    private static String put(Path file, FolderStore store) throws IOException {
        byte[] content = Files.readAllBytes(file);
        String sha256 = Json.sha256(content);
        StoredFiles.put(store, Asset.key(sha256), content);
        return sha256;
    }

    private static ChunkTask task(Chunk chunk, int number, int of, FolderStore store) {
        byte[] spec = Json.bytes(chunk.spec());
        String key = "projects/test/spec-" + number;
        store.write(key, spec);
        String sentences = "%d–%d".formatted(chunk.firstSentence() + 1, chunk.lastSentence() + 1);
        return new ChunkTask(number, of, sentences, "", "", chunk.sha256(), key, 0, spec.length, PlanSchema.CURRENT);
    }

    private String write(RenderPlan plan, FolderStore store) {
        RenderFolder renderFolder = new RenderFolder(store, "test");
        RenderFolder.Plan keys = renderFolder.plan(plan.sha256());
        renderFolder.write(keys.key(), new VideoPlan(
                "test",
                "test",
                "videos/test/" + plan.sha256(),
                format,
                frames,
                stills.orElse(new StillFrames(frames / 3, List.of())),
                plan.chunks().stream()
                        .map(chunk -> new VideoPlan.Part(chunk.sha256(), chunk.frames().length()))
                        .toList(),
                0,
                plan.soundtrack(),
                captions,
                ESTIMATE,
                List.of()));
        return keys.key();
    }
}
