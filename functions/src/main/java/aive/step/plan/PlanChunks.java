package aive.step.plan;

import aive.audio.SoundtrackMixer;
import aive.caption.CaptionFonts;
import aive.composition.Composition;
import aive.error.ChunkMismatch;
import aive.error.InvalidProject;
import aive.error.Problem;
import aive.ffmpeg.Ffmpeg;
import aive.forecast.Deployment;
import aive.input.RenderRequest;
import aive.json.Json;
import aive.media.Asset;
import aive.media.SourceRecord;
import aive.media.VideoInfo;
import aive.message.ChunkTask;
import aive.message.PlanInput;
import aive.message.PlannedRender;
import aive.parallel.ParallelTasks;
import aive.plan.Chunk;
import aive.plan.Estimate;
import aive.plan.PlanSchema;
import aive.plan.RenderPlan;
import aive.plan.SoundtrackSpec;
import aive.plan.VideoPlan;
import aive.planning.CaptionComposer;
import aive.planning.ChunkPlanner;
import aive.planning.Composer;
import aive.planning.NarrationComparison;
import aive.planning.OriginalSounds;
import aive.planning.OverlayComposer;
import aive.planning.PlayerLimits;
import aive.planning.RenderTime;
import aive.planning.SentencePlaces;
import aive.planning.StillFramePlan;
import aive.planning.TimelineBuilder;
import aive.planning.TitleComposer;
import aive.project.Clip;
import aive.project.MediaUse;
import aive.project.MusicSource;
import aive.project.Project;
import aive.project.Sentence;
import aive.project.Source;
import aive.render.WindowRenderer;
import aive.step.RenderFolder;
import aive.step.SourceRecords;
import aive.step.Workspace;
import aive.store.Store;
import aive.time.FrameRate;
import aive.time.Rational;
import aive.timeline.Timeline;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Plans the chunks of a project from the probed media.
public final class PlanChunks {

    /// The result of the execution holds the warnings, and Step Functions limits it to 256 KiB.
    private static final int MOST_WARNINGS = 200;

    private static final int READS_AT_ONCE = 64;

    private final Store store;
    private final SourceRecords records;
    private final Ffmpeg ffmpeg;
    private final CaptionFonts fonts;
    private final Path work;
    private final BeyondLambda beyondLambda;
    private final Deployment deployment;

    /// @param work parent of temporary folders
    /// @param beyondLambda decides about plans that no Lambda function can carry out
    public PlanChunks(Store store, Ffmpeg ffmpeg, CaptionFonts fonts, Path work, BeyondLambda beyondLambda) {
        this(store, ffmpeg, fonts, work, beyondLambda, Deployment.COLD);
    }

    /// @param work parent of temporary folders
    /// @param beyondLambda decides about plans that no Lambda function can carry out
    /// @param deployment for which time and cost are predicted
    public PlanChunks(
            Store store,
            Ffmpeg ffmpeg,
            CaptionFonts fonts,
            Path work,
            BeyondLambda beyondLambda,
            Deployment deployment) {
        this.store = store;
        this.records = new SourceRecords(store);
        this.ffmpeg = ffmpeg;
        this.fonts = fonts;
        this.work = work;
        this.beyondLambda = beyondLambda;
        this.deployment = deployment;
    }

    /// @throws InvalidProject if an in-point is not before the end of its footage, too many sentences start at once,
    ///     their times are not in seconds, or a chunk exceeds the limits of Lambda
    /// @throws aive.error.MissingGlyphs if no font has characters of captions or titles, as far as the project does not
    ///     accept it
    public PlannedRender run(PlanInput input) {
        try (Workspace workspace = Workspace.in(work)) {
            return plan(input, fonts.reading(font -> store.file(Asset.key(font), workspace.folder())
                    .orElseThrow(() -> new ChunkMismatch(
                            "", Asset.key(font) + " is no longer in the store; start the execution again"))));
        }
    }

    /// @param fonts with those of the project
    private PlannedRender plan(PlanInput input, CaptionFonts fonts) {
        RenderFolder folder = new RenderFolder(store, input.renderId());
        RenderRequest request = folder.read(folder.request(), RenderRequest.class);
        Project project = request.project();
        Media media = new Media(project);
        Rational narration = media.of(project.narration()).audio().orElseThrow().seconds();
        Timeline timeline = timeline(project, media, narration);
        CaptionComposer captions = new CaptionComposer(project, timeline, media::of, fonts);
        Composition composition = Composer.compose(project, timeline, media::of, fonts, captions);
        RenderPlan plan = plan(project, timeline, composition);
        Set<String> finished = store.having(plan.chunks().stream().map(PlanChunks::key).collect(Collectors.toSet()));
        SentencePlaces sentences = SentencePlaces.of(project, timeline);
        PlanHistory history = new PlanHistory(store, request.safeId());
        List<Optional<String>> changes = history.explain(plan, composition, sentences, finished);
        Set<String> rendered = plan.chunks().stream()
                .filter(chunk -> finished.contains(key(chunk)))
                .map(Chunk::sha256)
                .collect(Collectors.toSet());
        Map<String, Long> bytes = bytes(project, media);
        PlanEstimate estimates = new PlanEstimate(project, plan, bytes, deployment);
        Estimate estimate = estimates.of(rendered, store.has(plan.soundtrack().key()));
        List<Problem> beyond =
                limits(LambdaLimits.of(project, plan, rendered, bytes), estimates.beyondBudget(estimate));
        int reused = (int) plan.chunks().stream().filter(chunk -> finished.contains(key(chunk))).count();
        List<Problem> warnings = new ArrayList<>(project.warnings());
        warnings.addAll(timeline.warnings());
        warnings.addAll(NarrationComparison.warnings(project, timeline, narration));
        warnings.addAll(
                NarrationComparison.silences(project, narration, media.of(project.narration()).silences()));
        warnings.addAll(CaptionWarnings.of(project, timeline, captions));
        warnings.addAll(TitleWarnings.of(
                project, timeline.frames().end(), new TitleComposer(project, media::of, fonts)));
        warnings.addAll(OverlayComposer.warnings(project, timeline.frames()));
        StillFramePlan.warning(project.settings().poster(), timeline).ifPresent(warnings::add);
        warnings.addAll(PlayerLimits.warnings(composition.format()));
        warnings.addAll(beyond);
        warnings.addAll(MediaWarnings.of(project, media::of));
        warnings.addAll(OriginalSounds.warnings(project, media::of));
        VideoPlan video = new VideoPlan(
                request.renderId(),
                project.id(),
                "videos/%s/%s".formatted(request.safeId(), plan.sha256()),
                composition.format(),
                plan.frames().length(),
                StillFramePlan.of(project.settings().poster(), timeline),
                parts(plan, changes),
                reused,
                plan.soundtrack(),
                captions.pages(),
                estimate,
                bounded(warnings));
        RenderFolder.Plan keys = folder.plan(Json.sha256(video));
        List<ChunkTask> tasks = longestFirst(writeSpecs(plan, timeline.frameRate(), keys), plan);
        folder.writeChunkTasks(keys, tasks);
        folder.write(keys.sentences(), sentences);
        folder.write(keys.key(), video);
        history.add(keys);
        boolean inline = tasks.size() <= PlannedRender.MOST_INLINE_CHUNKS;
        return new PlannedRender(
                request.renderId(), plan.frames().length(), tasks.size(), reused, inline ? tasks : List.of(),
                keys.key(), keys.chunkTasks(), estimate);
    }

    /// The assets of all sources, read once, so that the whole plan uses the same version of a source.
    private final class Media {

        private final Map<Source, Asset> assets = new HashMap<>();

        /// Reads many records at the same time: a large project has thousands.
        Media(Project project) {
            List<Source> sources =
                    project.media().stream().map(MediaUse::source).distinct().toList();
            List<Optional<SourceRecord>> found = ParallelTasks.map(sources, READS_AT_ONCE, records::find);
            for (int i = 0; i < sources.size(); i++) {
                Source source = sources.get(i);
                found.get(i).ifPresent(known -> assets.put(source, known.asset()));
            }
        }

        Asset of(Source source) {
            return Optional.ofNullable(assets.get(source)).orElseThrow(() -> new ChunkMismatch(
                    "", "%s is no longer in the store; start the execution again".formatted(source)));
        }
    }

    /// Builds the timeline, or reports together everything that prevents it.
    private static Timeline timeline(Project project, Media media, Rational narration) {
        List<Problem> problems = new ArrayList<>(NarrationComparison.problems(project, narration));
        problems.addAll(lateInPoints(project, media));
        problems.addAll(OverlayComposer.problems(project, media::of));
        problems.addAll(lateMusic(project, media));
        try {
            Timeline timeline = TimelineBuilder.build(project, narration);
            if (problems.isEmpty()) {
                return timeline;
            }
        } catch (InvalidProject unplaced) {
            problems.addAll(unplaced.problems());
        }
        throw new InvalidProject(problems);
    }

    private static List<Problem> lateInPoints(Project project, Media media) {
        List<Problem> problems = new ArrayList<>();
        for (Sentence sentence : project.sentences()) {
            for (Clip clip : sentence.clips()) {
                if (media.of(clip.source()).visual().orElseThrow() instanceof VideoInfo video
                        && clip.inPoint().compareTo(video.length()) >= 0) {
                    problems.add(new Problem(
                            sentence.pointer(clip) + "/in_point",
                            "sentence %s begins %s s into footage that is only %s s long; use an earlier in-point"
                                    .formatted(
                                            sentence.id(), clip.inPoint().toDecimal(3),
                                            video.length().toDecimal(3))));
                }
            }
        }
        return problems;
    }

    private static List<Problem> lateMusic(Project project, Media media) {
        List<Problem> problems = new ArrayList<>();
        for (MusicSource piece : project.music()) {
            Rational length = media.of(piece.source()).audio().orElseThrow().seconds();
            if (piece.start().compareTo(length) >= 0) {
                problems.add(new Problem(
                        piece.startPointer(),
                        "the music %s is to begin at %s s and is only %s s long; use an earlier start".formatted(
                                piece.source(), piece.start().toDecimal(3), length.toDecimal(3))));
            }
        }
        return problems;
    }

    private RenderPlan plan(Project project, Timeline timeline, Composition composition) {
        return new RenderPlan(
                timeline.frames(),
                ChunkPlanner.plan(
                        timeline, composition, project.settings().chunkSeconds(),
                        WindowRenderer.identity(ffmpeg, fonts)),
                new SoundtrackSpec(SoundtrackMixer.identity(ffmpeg), composition.audio()));
    }

    /// @return warnings
    /// @throws InvalidProject if a limit is exceeded, and this plan is for Lambda
    private List<Problem> limits(LambdaLimits limits, Optional<Problem> beyondBudget) {
        List<Problem> warnings = new ArrayList<>(limits.problems());
        beyondBudget.ifPresent(warnings::add);
        if (!warnings.isEmpty() && beyondLambda == BeyondLambda.REFUSED) {
            throw new InvalidProject(warnings);
        }
        warnings.addAll(limits.warnings());
        return warnings;
    }

    /// The length of each file of the media, by its SHA-256.
    private static Map<String, Long> bytes(Project project, Media media) {
        Map<String, Long> bytes = new HashMap<>();
        for (MediaUse use : project.media()) {
            Asset asset = media.of(use.source());
            switch (use.role()) {
                case VIDEO, VIDEO_WITH_SOUND -> bytes.put(asset.visualFile(), asset.bytes());
                case AUDIO, FONT -> bytes.put(asset.sha256(), asset.bytes());
            }
        }
        return bytes;
    }

    private static List<VideoPlan.Part> parts(RenderPlan plan, List<Optional<String>> changes) {
        List<VideoPlan.Part> parts = new ArrayList<>();
        for (Chunk chunk : plan.chunks()) {
            parts.add(new VideoPlan.Part(chunk.sha256(), chunk.frames().length(), changes.get(parts.size())));
        }
        return parts;
    }

    private static String key(Chunk chunk) {
        return VideoPlan.chunkKey(chunk.sha256());
    }

    /// The first warnings, and the number of the others.
    private static List<Problem> bounded(List<Problem> warnings) {
        if (warnings.size() <= MOST_WARNINGS) {
            return warnings;
        }
        List<Problem> bounded = new ArrayList<>(warnings.subList(0, MOST_WARNINGS));
        bounded.add(new Problem("", "and %d more warnings".formatted(warnings.size() - MOST_WARNINGS)));
        return bounded;
    }

    /// Writes all specs into one object, from which each is read by its range. Ten thousand chunks thus cost one
    /// request.
    private List<ChunkTask> writeSpecs(RenderPlan plan, FrameRate rate, RenderFolder.Plan keys) {
        ByteArrayOutputStream specs = new ByteArrayOutputStream();
        List<ChunkTask> tasks = new ArrayList<>();
        for (Chunk chunk : plan.chunks()) {
            byte[] spec = Json.bytes(chunk.spec());
            tasks.add(new ChunkTask(
                    tasks.size() + 1,
                    plan.chunks().size(),
                    chunk.firstSentence() == chunk.lastSentence()
                            ? Integer.toString(chunk.firstSentence() + 1)
                            : "%d–%d".formatted(chunk.firstSentence() + 1, chunk.lastSentence() + 1),
                    clock(rate.startOf(chunk.frames().first())),
                    clock(rate.startOf(chunk.frames().end())),
                    Json.sha256(spec),
                    keys.specs(),
                    specs.size(),
                    spec.length,
                    PlanSchema.CURRENT));
            specs.writeBytes(spec);
            specs.write('\n');
        }
        store.write(keys.specs(), specs.toByteArray());
        return tasks;
    }

    /// Sorts the tasks, those that take longest first, so that the last chunk to finish is a short one.
    private static List<ChunkTask> longestFirst(List<ChunkTask> tasks, RenderPlan plan) {
        double[] seconds = plan.chunks().stream()
                .mapToDouble(chunk -> RenderTime.processorSeconds(chunk.spec().window()))
                .toArray();
        Comparator<ChunkTask> byTime = Comparator.comparingDouble(task -> seconds[task.chunk() - 1]);
        return tasks.stream().sorted(byTime.reversed()).toList();
    }

    /// A time for operators: `0:01:05.400`.
    private static String clock(Rational seconds) {
        long milliseconds = seconds.times(1_000).floor();
        return "%d:%02d:%02d.%03d".formatted(
                milliseconds / 3_600_000, milliseconds / 60_000 % 60, milliseconds / 1_000 % 60, milliseconds % 1_000);
    }
}
