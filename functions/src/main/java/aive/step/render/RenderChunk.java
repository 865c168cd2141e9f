package aive.step.render;

import aive.caption.CaptionFonts;
import aive.caption.CaptionLayout;
import aive.error.ChunkMismatch;
import aive.error.EncodeFailed;
import aive.error.MediaUnusable;
import aive.ffmpeg.EncodedStream;
import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.FfmpegJob;
import aive.ffmpeg.FfmpegStopped;
import aive.ffmpeg.InputDamaged;
import aive.ffmpeg.Platform;
import aive.json.Json;
import aive.media.Asset;
import aive.message.ChunkTicket;
import aive.message.RenderedChunk;
import aive.plan.ChunkSpec;
import aive.plan.VideoPlan;
import aive.step.ProgressMarker;
import aive.step.Workspace;
import aive.store.Store;
import aive.time.Deadline;
import aive.time.FrameRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Renders one chunk, unless it lies in the store already.
public final class RenderChunk {

    /// FFmpeg opens all sources of a run at once, each with a decoder of its own that keeps its last pictures: 110 MB for a source of 3840×2160,
    /// 30 MB for one of 1920×1080. More shots than these are rendered in several runs and joined.
    private static final int MOST_SHOTS_IN_A_RUN = 12;

    private final Store store;
    private final Ffmpeg ffmpeg;
    private final CaptionFonts fonts;
    private final Path work;

    /// @param work where workspaces may be made
    public RenderChunk(Store store, Ffmpeg ffmpeg, CaptionFonts fonts, Path work) {
        this.store = store;
        this.ffmpeg = ffmpeg;
        this.fonts = fonts;
        this.work = work;
    }

    /// The part of a chunk's identity that is about who renders it.
    public static ChunkSpec.Renderer renderer(Ffmpeg ffmpeg, CaptionFonts fonts) {
        String java = System.getProperty("java.vendor") + " " + Runtime.version();
        return new ChunkSpec.Renderer(ChunkGraph.SEMANTICS, ffmpeg.identity(), Platform.current().architecture(), fonts.digest(), java);
    }

    /// Also leaves the chunk's [ProgressMarker], whether the chunk had to be rendered or not: an execution that reuses everything is as far as another.
    ///
    /// @throws ChunkMismatch if the store no longer holds what the plan was made from
    /// @throws MediaUnusable if footage is damaged where it is shown
    /// @throws EncodeFailed if FFmpeg failed, or wrote something else than it was told to
    public RenderedChunk run(ChunkTicket ticket, Deadline deadline) {
        RenderedChunk rendered = renderOrReuse(ticket, deadline);
        ProgressMarker.behind(ticket).ifPresent(marker -> store.write(marker.key(), marker.content()));
        return rendered;
    }

    private RenderedChunk renderOrReuse(ChunkTicket ticket, Deadline deadline) {
        long start = System.nanoTime();
        ChunkSpec spec = spec(ticket);
        String key = VideoPlan.chunkKey(ticket.sha256());
        if (store.has(key)) {
            // Nothing is written there that was not looked at first.
            return new RenderedChunk(ticket.chunk(), spec.length(), 0, true, Optional.empty());
        }
        try (Workspace workspace = Workspace.in(work)) {
            checkRenderer(spec, ticket);
            Rendered rendered = render(spec, ticket, workspace, deadline);
            if (!isWhole(rendered.file(), spec, deadline)) {
                throw new EncodeFailed("", "FFmpeg ended well but chunk %d does not hold %d frames".formatted(ticket.chunk(), spec.length()));
            }
            store.writeOnce(key, rendered.file());
            return new RenderedChunk(ticket.chunk(), spec.length(), (System.nanoTime() - start) / 1e9, false, rendered.restarted());
        }
    }

    /// @param restarted what is said of an FFmpeg that stopped and had to be started again
    private record Rendered(Path file, Optional<String> restarted) {}

    private ChunkSpec spec(ChunkTicket ticket) {
        byte[] bytes = store.read(ticket.specKey(), ticket.specOffset(), ticket.specLength())
                .orElseThrow(() -> missing(ticket.specKey()));
        if (!Json.sha256(bytes).equals(ticket.sha256())) {
            throw new ChunkMismatch("", "the plan of chunk %d is not the one that this execution made; start it again".formatted(ticket.chunk()));
        }
        return Json.read(bytes, ChunkSpec.class);
    }

    /// Another version of this function, or of FFmpeg, would put other pixels under the same name. The Java runtime's patch level may differ: AWS counts it
    /// up function by function, whenever it likes.
    private void checkRenderer(ChunkSpec spec, ChunkTicket ticket) {
        ChunkSpec.Renderer planned = spec.renderer();
        ChunkSpec.Renderer own = renderer(ffmpeg, fonts);
        if (!own.equals(new ChunkSpec.Renderer(planned.semantics(), planned.ffmpeg(), planned.architecture(), planned.fonts(), own.java()))) {
            throw new ChunkMismatch(
                    "",
                    "chunk %d was planned for another renderer (semantics %d, FFmpeg %s) than this one (semantics %d, FFmpeg %s): a deployment came in between; start the execution again"
                            .formatted(ticket.chunk(), planned.semantics(), planned.ffmpeg(), own.semantics(), own.ffmpeg()));
        }
    }

    private boolean isWhole(Path file, ChunkSpec spec, Deadline deadline) {
        EncodedStream expected = new EncodedStream("h264", spec.picture().width(), spec.picture().height(), spec.length());
        return EncodedStream.read(ffmpeg, file, deadline).filter(expected::equals).isPresent();
    }

    private Rendered render(ChunkSpec spec, ChunkTicket ticket, Workspace workspace, Deadline deadline) {
        String purpose = "render chunk " + ticket.chunk();
        CaptionLayout layout = new CaptionLayout(fonts, spec.picture().width(), spec.picture().height());
        Map<Path, String> assetOf = new HashMap<>();
        Map<String, Path> files = store.files(assetKeys(spec), workspace.folder());
        Function<String, Path> assets = asset -> {
            Path file = Optional.ofNullable(files.get(Asset.key(asset))).orElseThrow(() -> missing(Asset.key(asset)));
            assetOf.put(file, asset);
            return file;
        };
        List<List<ChunkSpec.Part>> runs = runs(spec.shots());
        List<ChunkJoin.Part> finished = new ArrayList<>();
        Optional<String> restarted = Optional.empty();
        for (int i = 0; i < runs.size(); i++) {
            FrameRange frames = new FrameRange(runs.get(i).getFirst().frames().first(), runs.get(i).getLast().frames().end());
            var captions = CaptionTrackWriter.write(layout, spec.picture(), within(frames, spec.captions()), frames, workspace.file("captions" + i));
            Path output = workspace.file("run%d.mp4".formatted(i));
            FfmpegJob job = ChunkGraph.job(purpose, spec.picture(), runs.get(i), captions, assets, output);
            try {
                Optional<Long> stopped = ffmpeg.run(job, deadline).stoppedAfter();
                if (stopped.isPresent()) {
                    restarted = Optional.of("FFmpeg stopped and was started again: %s, while it showed %s"
                            .formatted(place(stopped.get(), frames, ticket), shownAt(stopped.get(), runs.get(i), ticket)));
                }
            } catch (InputDamaged e) {
                throw new UsedMedia(store, ticket.specKey()).damaged(Objects.requireNonNull(assetOf.get(e.input())), e);
            } catch (FfmpegStopped e) {
                throw stopped(e, frames, runs.get(i), ticket);
            }
            finished.add(new ChunkJoin.Part(output, frames.length()));
        }
        if (finished.size() == 1) {
            return new Rendered(finished.getFirst().file(), restarted);
        }
        Path output = workspace.file("chunk.mp4");
        ffmpeg.run(ChunkJoin.fragmented(purpose, finished, spec.picture().frameRate(), workspace.file("runs.ffconcat"), output), deadline);
        return new Rendered(output, restarted);
    }

    private EncodeFailed stopped(FfmpegStopped stop, FrameRange frames, List<ChunkSpec.Part> run, ChunkTicket ticket) {
        String where = place(stop.frames(), frames, ticket);
        return clipAt(stop.frames(), run)
                .map(clip -> new UsedMedia(store, ticket.specKey()).stopped(clip.asset(), where, stop))
                .orElseGet(() -> new EncodeFailed("", "FFmpeg stopped twice at the same place: %s".formatted(where), stop));
    }

    /// For people: which part of the video it is.
    private static String place(long frame, FrameRange run, ChunkTicket ticket) {
        return "frame %d of chunk %d (sentence %s, from %s to %s)".formatted(run.first() + frame, ticket.chunk(), ticket.sentences(), ticket.from(), ticket.to());
    }

    private String shownAt(long frame, List<ChunkSpec.Part> run, ChunkTicket ticket) {
        return clipAt(frame, run).map(clip -> new UsedMedia(store, ticket.specKey()).address(clip.asset())).orElse("black");
    }

    /// The clip in a run that is shown in a frame of it; the last frame's where there is no such frame, since FFmpeg stopped behind it.
    private static Optional<ChunkSpec.Clip> clipAt(long frame, List<ChunkSpec.Part> run) {
        long first = run.getFirst().frames().first();
        ChunkSpec.Part shown = run.stream().filter(part -> part.frames().end() - first > frame).findFirst().orElseGet(run::getLast);
        return shown instanceof ChunkSpec.Clip clip ? Optional.of(clip) : Optional.empty();
    }

    private static Set<String> assetKeys(ChunkSpec spec) {
        Set<String> keys = new LinkedHashSet<>();
        for (ChunkSpec.Part shot : spec.shots()) {
            if (shot instanceof ChunkSpec.Clip clip) {
                keys.add(Asset.key(clip.asset()));
            }
        }
        return keys;
    }

    private static List<List<ChunkSpec.Part>> runs(List<ChunkSpec.Part> shots) {
        List<List<ChunkSpec.Part>> runs = new ArrayList<>();
        for (int i = 0; i < shots.size(); i += MOST_SHOTS_IN_A_RUN) {
            runs.add(shots.subList(i, Math.min(i + MOST_SHOTS_IN_A_RUN, shots.size())));
        }
        return runs;
    }

    /// What is seen of the captions in a run.
    private static List<ChunkSpec.Text> within(FrameRange run, List<ChunkSpec.Text> captions) {
        return captions.stream()
                .filter(caption -> caption.frames().overlaps(run))
                .map(caption -> new ChunkSpec.Text(caption.frames().intersection(run), caption.text()))
                .toList();
    }

    private static ChunkMismatch missing(String key) {
        return new ChunkMismatch("", "%s is not in the store any more; start the execution again".formatted(key));
    }
}
