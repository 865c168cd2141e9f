package aive.local;

import aive.caption.CaptionFonts;
import aive.engine.Engine;
import aive.engine.EngineClock;
import aive.engine.EngineSettings;
import aive.engine.ExecutionListener;
import aive.error.ChunkMismatch;
import aive.error.ConfigurationError;
import aive.error.InvalidProject;
import aive.error.MediaForbidden;
import aive.error.MediaTooLarge;
import aive.error.MediaUnavailable;
import aive.error.MediaUnusable;
import aive.error.Problem;
import aive.error.RenderError;
import aive.fetch.DownloadLimits;
import aive.fetch.Downloader;
import aive.fetch.HttpsDownloader;
import aive.fetch.SourceHeaders;
import aive.ffmpeg.EmbeddedFfmpeg;
import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.FfmpegBuild;
import aive.ffmpeg.FfmpegFeatures;
import aive.ffmpeg.MediaProbe;
import aive.file.LocalFiles;
import aive.handler.FetchMediaHandler;
import aive.handler.PlanChunksHandler;
import aive.handler.PrepareProjectHandler;
import aive.handler.RenderChunkHandler;
import aive.handler.StitchVideoHandler;
import aive.input.ExecutionInput;
import aive.input.InputSummary;
import aive.input.ProjectDownload;
import aive.input.RequestReader;
import aive.input.SourcePolicy;
import aive.json.Json;
import aive.message.ChunkTask;
import aive.message.PlanInput;
import aive.message.PlannedRender;
import aive.message.PreparedProject;
import aive.parallel.ParallelTasks;
import aive.plan.ChunkSpec;
import aive.plan.VideoPlan;
import aive.planning.RenderTime;
import aive.project.Clip;
import aive.project.Project;
import aive.project.Sentence;
import aive.project.Source;
import aive.step.RenderFolder;
import aive.step.SourceRecords;
import aive.step.Workspace;
import aive.step.fetch.FetchMedia;
import aive.step.plan.BeyondLambda;
import aive.step.plan.PlanChunks;
import aive.step.prepare.PrepareProject;
import aive.step.render.RenderChunk;
import aive.step.stitch.StitchVideo;
import aive.store.FolderStore;
import aive.store.Store;
import aive.time.Deadline;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The deployed system in one process: the same state machine and functions, with a folder in place of S3.
public final class LocalSystem implements AutoCloseable {

    /// The bucket name of the store in the definition and in inputs.
    private static final String BUCKET = "work";

    private static final String MACHINE = "render";

    /// The number of batches of media that a preview fetches at the same time.
    private static final int BATCHES_AT_ONCE = 4;

    /// The limit for the time of a plan, and of an excerpt.
    private static final Duration LONGEST = Duration.ofHours(1);

    /// How many ids of sentences a message lists.
    private static final int FEW_IDS = 10;

    /// Paths without `%d`, `{a}`, `*`, `#`, `?`, and line breaks.
    private static final Pattern PLAIN = Pattern.compile("[^%{}\\[\\]*#?\\p{Cc}]*");

    /// A PNG of 16 × 16 pixels, for footage that is not shown.
    private static final byte[] BLACK_IMAGE = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAEElEQVR42mNgGAWjYBTAAAADEAAB1y2EYwAAAABJRU5ErkJggg==");

    private final FolderStore folderStore;
    private final Store store;
    private final EngineClock clock;
    private final Runnable closing;

    /// Tells other processes that this one uses the store: see [aive.store.StoreCleanup].
    private final Workspace lease;

    private final SourcePolicy sources;
    private final ProjectDownload storedProjects;
    private final RequestReader reader;

    /// Accepts files that do not exist.
    private final RequestReader readerOfNames;

    private final PrepareProject prepareProject;
    private final FetchMedia fetchMedia;
    private final PlanChunks planChunks;
    private final RenderChunk renderChunk;
    private final StitchVideo stitchVideo;
    private final LocalSettings settings;
    private final SentenceExcerpt excerpt;
    private final Ffmpeg ffmpeg;
    private final Path work;

    public LocalSystem(LocalSettings settings) {
        SourceHeaders headers =
                settings.sourceHeaders().map(SourceHeaders::read).orElse(SourceHeaders.NONE);
        HttpsDownloader internet = new HttpsDownloader(DownloadLimits.DEFAULT, () -> headers);
        this(settings, LocalPorts.of(settings, internet), internet::close);
    }

    /// @param downloader replaces the Internet; the caller closes the downloader after this system
    public LocalSystem(LocalSettings settings, Downloader downloader) {
        this(settings, LocalPorts.of(settings, downloader));
    }

    public LocalSystem(LocalSettings settings, LocalPorts ports) {
        this(settings, ports, () -> {});
    }

    private LocalSystem(LocalSettings settings, LocalPorts ports, Runnable closing) {
        checkStore(settings.store());
        this.settings = settings;
        this.clock = ports.clock();
        this.closing = closing;
        this.folderStore = new FolderStore(settings.store());
        this.store = ports.store().apply(folderStore);
        Path leases = settings.store().resolve("work");
        this.work = workFolder(leases);
        Workspace.deleteAbandoned(leases);
        Workspace.deleteAbandoned(work);
        this.ffmpeg = ports.ffmpeg();
        CaptionFonts fonts =
                CaptionFonts.bundled(settings.fonts()).installedIn(settings.installedFonts());
        this.sources = SourcePolicy.LocalRun.in(settings.projectFolder(), Set.of(BUCKET), LocalFiles::defect);
        this.storedProjects = this::storedProject;
        this.reader = new RequestReader(sources, storedProjects);
        this.readerOfNames = new RequestReader(
                SourcePolicy.LocalRun.in(settings.projectFolder(), Set.of(BUCKET), LocalFiles::defectOfName),
                storedProjects);
        this.prepareProject =
                new PrepareProject(reader, store, settings.workers(), settings.workers(), settings.chunkSeconds());
        this.fetchMedia = new FetchMedia(
                store,
                ports.downloader(),
                Optional.empty(),
                new MediaProbe(ffmpeg),
                DownloadLimits.MAX_MEDIA_BYTES,
                work);
        this.planChunks = new PlanChunks(store, ffmpeg, fonts, work, BeyondLambda.WARNED_OF);
        this.renderChunk = new RenderChunk(store, ffmpeg, fonts, work);
        this.stitchVideo = new StitchVideo(store, ffmpeg, work);
        this.excerpt = new SentenceExcerpt(store, ffmpeg, renderChunk, stitchVideo, work, settings.workers());
        this.lease = Workspace.in(leases);
    }

    /// The folder for the files of FFmpeg: in the store, unless FFmpeg would read the path as a pattern or a URL.
    private static Path workFolder(Path inStore) {
        return PLAIN.matcher(inStore.toString()).matches()
                ? inStore
                : Path.of(System.getProperty("java.io.tmpdir")).resolve("aive-work");
    }

    /// FFmpeg's lists of files have one file a line, and nothing stands for a line break in a name.
    private static void checkStore(Path store) {
        if (store.toString().indexOf('\n') >= 0 || store.toString().indexOf('\r') >= 0) {
            throw new ConfigurationError(
                    "", "the folder of the store has a line break in its name; choose another folder with --store");
        }
    }

    /// The FFmpeg of a local run.
    ///
    /// @throws ConfigurationError if it does not start, or lacks a part that the renderer needs
    public static Ffmpeg ffmpeg(LocalSettings settings) {
        return ffmpeg(settings.ffmpeg(), settings.ffmpegProgram());
    }

    /// The FFmpeg of this machine.
    ///
    /// @param cache folder for the embedded FFmpeg
    /// @param chosen another FFmpeg, which replaces the embedded one
    /// @throws ConfigurationError if it does not start, or lacks a part that the renderer needs
    public static Ffmpeg ffmpeg(Path cache, Optional<Path> chosen) {
        if (chosen.isEmpty()) {
            return new Ffmpeg(EmbeddedFfmpeg.in(cache));
        }
        Path program = chosen.get();
        Ffmpeg ffmpeg = new Ffmpeg(FfmpegBuild.in(
                Files.isDirectory(program) ? program : program.toAbsolutePath().resolveSibling(".").normalize()));
        FfmpegFeatures.check(ffmpeg);
        return ffmpeg;
    }

    /// An engine for the deployed definition.
    public Engine engine(ExecutionListener listener) {
        return engine(definition(), listener);
    }

    /// An engine for another definition with the same functions.
    Engine engine(byte[] definition, ExecutionListener listener) {
        Map<String, RequestStreamHandler> functions = Map.of(
                "PrepareProjectFunctionArn", new PrepareProjectHandler(prepareProject),
                "FetchMediaFunctionArn", new FetchMediaHandler(fetchMedia),
                "PlanChunksFunctionArn", new PlanChunksHandler(planChunks),
                "RenderChunkFunctionArn", new RenderChunkHandler(renderChunk),
                "StitchVideoFunctionArn", new StitchVideoHandler(stitchVideo));
        EngineSettings engineSettings =
                EngineSettings.withClock(clock, settings.workers(), (_, key) -> object(key), listener);
        return Engine.load(MACHINE, definition, functions, Map.of("WorkBucketName", BUCKET), engineSettings);
    }

    /// The execution input for a project; a large project is stored, as in the cloud.
    ///
    /// @param project JSON in any of the input's shapes
    public JsonNode executionInput(JsonNode project) {
        byte[] bytes = Json.bytes(project);
        if (bytes.length <= ExecutionInput.MAX_BYTES) {
            return project;
        }
        String key = "uploads/%s.json".formatted(Json.sha256(bytes));
        store.write(key, bytes);
        return JsonNodeFactory.instance.objectNode().put("project_uri", "s3://%s/%s".formatted(BUCKET, key));
    }

    /// Accepts a project for a render. The JSON of a large project is stored, and must not be held in memory as well
    /// while the project is rendered.
    ///
    /// @param json in any of the input's shapes
    /// @throws InvalidProject if it is not JSON
    public AcceptedProject accept(byte[] json) {
        JsonNode project = RequestReader.parse(json);
        return new AcceptedProject(
                executionInput(project),
                localSources(project),
                InputSummary.of(project, sources, storedProjects).callback().isPresent());
    }

    private List<Path> localSources(JsonNode project) {
        try {
            return readerOfNames.read(project).project().localFiles();
        } catch (RenderError _) {
            return List.of();
        }
    }

    /// The plan of a project.
    ///
    /// @param key of `plan` in the store
    /// @param tasks in the order of the video
    private record Planned(String key, VideoPlan plan, List<ChunkTask> tasks) {}

    /// Runs the steps up to the plan, without the state machine.
    private Planned plan(JsonNode project) {
        PreparedProject prepared = prepareProject.run(Json.bytes(executionInput(project)));
        Deadline deadline = Deadline.in(LONGEST);
        FetchMedia.checkUsable(
                ParallelTasks.map(prepared.batches(), BATCHES_AT_ONCE, batch -> fetchMedia.run(batch, deadline)));
        PlannedRender planned = planChunks.run(new PlanInput(prepared.renderId()));
        RenderFolder folder = new RenderFolder(store, prepared.renderId());
        return new Planned(
                planned.planKey(),
                folder.read(planned.planKey(), VideoPlan.class),
                // The list is in the order of rendering.
                folder.readChunkTasks(planned.chunksKey()).stream()
                        .sorted(Comparator.comparingInt(ChunkTask::chunk))
                        .toList());
    }

    /// The execution input for a project that is the same in low resolution.
    ///
    /// @param project JSON in any of the input's shapes
    /// @param isolatesShots whether each shot should be a chunk
    /// @throws RenderError if the project is invalid
    public JsonNode inLowResolution(JsonNode project, boolean isolatesShots) {
        return executionInput(PreviewProject.of(
                (ObjectNode) reader.body(project), reader.read(project).project(), isolatesShots));
    }

    /// Writes a file that has only the shots of one sentence, with their audio, in low resolution.
    ///
    /// Of the footage, only what these shots show is fetched ([SentenceFootage]); the narration, music, fonts, and
    /// overlays are fetched as for the whole video. The loudness of the audio is that of a video in which no other
    /// footage is heard.
    ///
    /// @param project JSON in any of the input's shapes
    /// @param sentence its id
    /// @param target a file that does not exist
    /// @throws RenderError if the project is invalid, or cannot be rendered
    public void writeExcerpt(JsonNode project, String sentence, Path target) {
        Project named = readerOfNames.read(project).project();
        List<String> ids = named.sentences().stream().map(Sentence::id).toList();
        int position = ids.indexOf(sentence);
        if (position < 0) {
            throw new InvalidProject(
                    "/project_data/sentences",
                    "there is no sentence with the id %s; the first ids are %s"
                            .formatted(sentence, String.join(", ", ids.subList(0, Math.min(ids.size(), FEW_IDS)))));
        }
        Planned planned = planExcerpt((ObjectNode) reader.body(project), new SentenceFootage(named, position));
        excerpt.write(planned.key(), planned.plan(), planned.tasks(), position + 1, target, Deadline.in(LONGEST));
    }

    private Planned planExcerpt(ObjectNode body, SentenceFootage footage) {
        Set<Clip> kept = footage.shown();
        Planned planned = planExcerpt(body, footage, kept);
        List<Clip> deciding = footage.decidingMotion(source ->
                new SourceRecords(store).find(source).flatMap(known -> known.asset().visual()));
        if (deciding.isEmpty()) {
            return planned;
        }
        Set<Clip> more = new LinkedHashSet<>(kept);
        more.addAll(deciding);
        try {
            return planExcerpt(body, footage, more);
        } catch (MediaUnavailable | MediaUnusable | MediaForbidden | MediaTooLarge _) {
            // The video cannot be rendered, so no frame of it could differ.
            return planned;
        }
    }

    private Planned planExcerpt(ObjectNode body, SentenceFootage footage, Set<Clip> kept) {
        String key = "uploads/%s.png".formatted(Json.sha256(BLACK_IMAGE));
        if (!store.has(key)) {
            store.write(key, BLACK_IMAGE);
        }
        String image = folderStore.file(key, work).orElseThrow().toString();
        return plan(inLowResolution(footage.without(body, kept, image), true));
    }

    /// Shows what a render would do.
    public Preview preview(JsonNode project) {
        Planned planned = plan(project);
        VideoPlan plan = planned.plan();
        Set<String> finished =
                store.having(plan.parts().stream().map(VideoPlan.Part::key).collect(Collectors.toSet()));
        List<Preview.PreviewedChunk> chunks = new ArrayList<>();
        for (ChunkTask task : planned.tasks()) {
            VideoPlan.Part part = plan.parts().get(task.chunk() - 1);
            byte[] spec = object(task.specKey(), task.specOffset(), task.specLength());
            chunks.add(new Preview.PreviewedChunk(
                    task, part.frames(), RenderTime.processorSeconds(Json.read(spec, ChunkSpec.class).window()),
                    finished.contains(part.key()), part.because()));
        }
        return new Preview(plan, chunks);
    }

    /// How many frames of a chunk FFmpeg has written; 0 if the chunk is not being rendered.
    ///
    /// @param chunk its number
    public long framesOf(int chunk) {
        return ffmpeg.framesOf(RenderChunk.purpose(chunk));
    }

    /// The warnings of a plan.
    ///
    /// @param planKey key of its `plan` in the store
    public List<Problem> warnings(String planKey) {
        return RenderFolder.readIfCurrent(folderStore, planKey, VideoPlan.class)
                .map(VideoPlan::warnings)
                .orElse(List.of());
    }

    public FolderStore store() {
        return folderStore;
    }

    /// The FFmpeg of all steps.
    public Ffmpeg ffmpeg() {
        return ffmpeg;
    }

    /// A new folder for temporary files, which the caller closes.
    public Workspace workspace() {
        return Workspace.in(work);
    }

    /// The number of functions that run at the same time.
    public int workers() {
        return settings.workers();
    }

    private byte[] object(String key, long offset, int length) {
        return store.read(key, offset, length)
                .orElseThrow(() -> new ChunkMismatch("", "%s is not in the store".formatted(key)));
    }

    private byte[] object(String key) throws IOException {
        return folderStore.read(key).orElseThrow(() -> new IOException("there is no object " + key));
    }

    /// Reads a stored project.
    ///
    /// @param maxBytes at most one byte more than this is returned
    /// @throws MediaUnavailable if it is not in the store
    private byte[] storedProject(Source source, long maxBytes) {
        String key = source.url().getPath().substring(1);
        return store.read(key, 0, Math.toIntExact(maxBytes) + 1)
                .orElseThrow(() -> new MediaUnavailable(
                        "/project_uri", "there is no object %s in the store %s".formatted(key, folderStore.root())));
    }

    /// Returns the definition of the state machine, `render.asl.json`.
    static byte[] definition() {
        try (InputStream definition = LocalSystem.class.getResourceAsStream("/render.asl.json")) {
            if (definition == null) {
                throw new ConfigurationError("", "render.asl.json is not on the class path");
            }
            return definition.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closing.run();
        lease.close();
    }
}
