package aive.step.plan;

import aive.caption.CaptionFonts;
import aive.error.ChunkMismatch;
import aive.error.InvalidProject;
import aive.error.Problem;
import aive.ffmpeg.Ffmpeg;
import aive.input.RenderRequest;
import aive.json.Json;
import aive.media.Asset;
import aive.media.SoundFacts;
import aive.media.SourceRecord;
import aive.media.VideoFacts;
import aive.message.ChunkTicket;
import aive.message.PlanOrder;
import aive.message.PlannedRender;
import aive.plan.Chunk;
import aive.plan.ChunkSpec;
import aive.plan.PlanSchema;
import aive.plan.RenderPlan;
import aive.plan.SoundtrackSpec;
import aive.plan.VideoPlan;
import aive.planning.ChunkPlanner;
import aive.planning.ChunkPolicy;
import aive.planning.TimelineBuilder;
import aive.project.Project;
import aive.project.RenderSettings;
import aive.project.Sentence;
import aive.project.Source;
import aive.step.RenderFolder;
import aive.step.SourceRecords;
import aive.step.render.RenderChunk;
import aive.step.stitch.StitchVideo;
import aive.store.Store;
import aive.time.FrameRate;
import aive.time.Rational;
import aive.timeline.Timeline;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Turns a project and what is known of its media into chunks.
public final class PlanChunks {

    private final Store store;
    private final SourceRecords records;
    private final Ffmpeg ffmpeg;
    private final CaptionFonts fonts;

    public PlanChunks(Store store, Ffmpeg ffmpeg, CaptionFonts fonts) {
        this.store = store;
        this.records = new SourceRecords(store);
        this.ffmpeg = ffmpeg;
        this.fonts = fonts;
    }

    /// @throws InvalidProject if times and footage do not go together
    public PlannedRender run(PlanOrder order) {
        RenderFolder folder = new RenderFolder(store, order.renderId());
        RenderRequest request = folder.read(folder.request(), RenderRequest.class);
        Project project = request.project();
        Media media = new Media();
        checkInPoints(project, media);
        SoundFacts narration = media.of(project.narration()).sound().orElseThrow();
        Timeline timeline = TimelineBuilder.build(project, narration.seconds());
        RenderPlan plan = plan(project, timeline, media);
        Set<String> finished = store.having(plan.chunks().stream().map(PlanChunks::key).collect(Collectors.toSet()));
        int reused = (int) plan.chunks().stream().filter(chunk -> finished.contains(key(chunk))).count();
        List<ChunkTicket> tickets = longestFirst(writeSpecs(plan, timeline.frameRate(), folder), plan);
        folder.writeTickets(tickets);
        List<Problem> warnings = new ArrayList<>(project.warnings());
        warnings.addAll(timeline.warnings());
        warnings.addAll(CaptionWarnings.of(project, fonts));
        warnings.addAll(warnings(Project.NARRATION_POINTER, "the narration " + project.narration(), media.of(project.narration())));
        project.music().ifPresent(music -> warnings.addAll(warnings(Project.MUSIC_POINTER, "the music " + music, media.of(music))));
        folder.write(folder.plan(), new VideoPlan(
                request.renderId(),
                project.id(),
                "videos/%s/%s".formatted(request.safeId(), plan.sha256()),
                picture(project.settings()),
                plan.frames().length(),
                plan.chunks().stream().map(chunk -> new VideoPlan.Part(chunk.sha256(), chunk.frames().length())).toList(),
                reused,
                plan.soundtrack(),
                timeline.captions(),
                warnings));
        boolean inline = tickets.size() <= PlannedRender.MOST_INLINE_CHUNKS;
        return new PlannedRender(
                request.renderId(), plan.frames().length(), tickets.size(), reused, inline ? tickets : List.of(), folder.tickets());
    }

    /// The assets of sources, each looked up once, so that a plan is made of one version of each.
    private final class Media {

        private final Map<Source, Asset> assets = new HashMap<>();

        Asset of(Source source) {
            return assets.computeIfAbsent(source, missing -> records.find(missing)
                    .map(SourceRecord::asset)
                    .orElseThrow(() -> new ChunkMismatch("", "%s is not in the store any more; start the execution again".formatted(missing))));
        }
    }

    private static void checkInPoints(Project project, Media media) {
        List<Problem> problems = new ArrayList<>();
        for (Sentence sentence : project.sentences()) {
            VideoFacts facts = media.of(sentence.footage()).video().orElseThrow();
            if (facts.length().isPresent() && sentence.inPoint().compareTo(facts.length().get()) >= 0) {
                problems.add(new Problem(
                        sentence.pointer() + "/selected_footage/in_point",
                        "sentence %s begins %s s into footage that is %s s long"
                                .formatted(sentence.id(), sentence.inPoint().toDecimal(3), facts.length().get().toDecimal(3))));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidProject(problems);
        }
    }

    private RenderPlan plan(Project project, Timeline timeline, Media media) {
        RenderSettings settings = project.settings();
        List<Chunk> chunks = ChunkPlanner.plan(
                timeline,
                ChunkPolicy.of(timeline.frames().length(), timeline.frameRate(), settings.chunkSeconds()),
                sentence -> media.of(project.sentences().get(sentence).footage()),
                RenderChunk.renderer(ffmpeg, fonts),
                picture(settings));
        SoundtrackSpec soundtrack = StitchVideo.soundtrack(
                ffmpeg,
                timeline.frameRate().sampleAt(timeline.frames().end()),
                track(media.of(project.narration())),
                project.music().map(music -> new SoundtrackSpec.Music(track(media.of(music)), settings.music())),
                settings.loudness());
        return new RenderPlan(timeline.frames(), chunks, soundtrack);
    }

    private static String key(Chunk chunk) {
        return VideoPlan.chunkKey(chunk.sha256());
    }

    private static ChunkSpec.Picture picture(RenderSettings settings) {
        return new ChunkSpec.Picture(settings.width(), settings.height(), settings.frameRate(), settings.quality(), settings.fit());
    }

    private static List<Problem> warnings(String pointer, String name, Asset asset) {
        return asset.warnings().stream().map(warning -> new Problem(pointer, name + " " + warning)).toList();
    }

    private static SoundtrackSpec.Track track(Asset asset) {
        return new SoundtrackSpec.Track(asset.sha256(), asset.sound().orElseThrow());
    }

    /// Writes all specs into one object, so that ten thousand chunks cost one request, and each is read by its range.
    private List<ChunkTicket> writeSpecs(RenderPlan plan, FrameRate rate, RenderFolder folder) {
        ByteArrayOutputStream specs = new ByteArrayOutputStream();
        List<ChunkTicket> tickets = new ArrayList<>();
        for (Chunk chunk : plan.chunks()) {
            byte[] spec = Json.bytes(chunk.spec());
            tickets.add(new ChunkTicket(
                    tickets.size() + 1,
                    plan.chunks().size(),
                    chunk.firstSentence() == chunk.lastSentence()
                            ? Integer.toString(chunk.firstSentence() + 1)
                            : "%d–%d".formatted(chunk.firstSentence() + 1, chunk.lastSentence() + 1),
                    clock(rate.startOf(chunk.frames().first())),
                    clock(rate.startOf(chunk.frames().end())),
                    Json.sha256(spec),
                    folder.specs(),
                    specs.size(),
                    spec.length,
                    PlanSchema.CURRENT));
            specs.writeBytes(spec);
            specs.write('\n');
        }
        store.write(folder.specs(), specs.toByteArray());
        return tickets;
    }

    /// In the order in which they are rendered where not all can be at once: what begins last is over soon, and nothing waits long for it.
    private static List<ChunkTicket> longestFirst(List<ChunkTicket> tickets, RenderPlan plan) {
        Comparator<ChunkTicket> byLength = Comparator.comparingLong(ticket -> plan.chunks().get(ticket.chunk() - 1).frames().length());
        return tickets.stream().sorted(byLength.reversed()).toList();
    }

    /// For operators: `0:01:05.400`.
    private static String clock(Rational seconds) {
        long milliseconds = seconds.times(1_000).floor();
        return "%d:%02d:%02d.%03d".formatted(milliseconds / 3_600_000, milliseconds / 60_000 % 60, milliseconds / 1_000 % 60, milliseconds % 1_000);
    }
}
