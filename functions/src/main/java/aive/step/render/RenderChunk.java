package aive.step.render;

import aive.caption.CaptionFonts;
import aive.composition.Item;
import aive.composition.Window;
import aive.error.ChunkMismatch;
import aive.error.EncodeFailed;
import aive.error.MediaUnusable;
import aive.error.Problem;
import aive.ffmpeg.DamagedInputException;
import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.FfmpegStalledException;
import aive.json.Json;
import aive.media.Asset;
import aive.message.ChunkTask;
import aive.message.RenderedChunk;
import aive.plan.ChunkSpec;
import aive.plan.RendererIdentity;
import aive.plan.VideoPlan;
import aive.render.WindowRenderer;
import aive.step.DamageWarnings;
import aive.step.ProgressMarker;
import aive.step.Workspace;
import aive.store.Store;
import aive.time.Deadline;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Renders one chunk, unless the store already has it.
public final class RenderChunk {

    private final Store store;
    private final WindowRenderer renderer;
    private final Path work;

    /// @param work parent of temporary folders
    public RenderChunk(Store store, Ffmpeg ffmpeg, CaptionFonts fonts, Path work) {
        this.store = store;
        this.renderer = new WindowRenderer(ffmpeg, fonts);
        this.work = work;
    }

    /// Renders the chunk, and writes its [ProgressMarker].
    ///
    /// A reused chunk writes its marker too, so that the reported progress is the same.
    ///
    /// @throws ChunkMismatch if the store no longer has the inputs of the plan
    /// @throws MediaUnusable if footage is damaged in the frames that the chunk shows
    /// @throws EncodeFailed if FFmpeg failed, or its output has the wrong number of frames
    public RenderedChunk run(ChunkTask task, Deadline deadline) {
        RenderedChunk rendered = renderOrReuse(task, deadline);
        ProgressMarker.behind(task).ifPresent(marker -> store.write(marker.key(), marker.content()));
        return rendered;
    }

    private RenderedChunk renderOrReuse(ChunkTask task, Deadline deadline) {
        long start = System.nanoTime();
        ChunkSpec spec = spec(task);
        String key = VideoPlan.chunkKey(task.sha256());
        if (store.has(key)) {
            // No check is needed here: every chunk is checked before it is stored.
            return new RenderedChunk(task.chunk(), spec.window().frames(), 0, true, Optional.empty());
        }
        try (Workspace workspace = Workspace.in(work)) {
            checkRenderer(spec, task);
            Function<String, Path> files = files(spec.window(), workspace);
            long fetched = System.nanoTime();
            RenderedFile rendered = render(spec.window(), task, files, workspace, deadline);
            long encoded = System.nanoTime();
            if (!rendered.damage().isEmpty()) {
                // Before the chunk, so that a chunk that is reused always has its warnings.
                new DamageWarnings(store).write(task.sha256(), rendered.damage(), workspace.file("damage"));
            }
            store.writeOnce(key, rendered.file());
            long end = System.nanoTime();
            return new RenderedChunk(
                    task.chunk(),
                    spec.window().frames(),
                    (end - start) / 1e9,
                    false,
                    rendered.restarted(),
                    Optional.of(new RenderedChunk.Phases(
                            seconds(start, fetched), seconds(fetched, encoded), seconds(encoded, end))));
        }
    }

    /// The time between two readings of [System#nanoTime], in whole milliseconds.
    private static BigDecimal seconds(long from, long to) {
        return BigDecimal.valueOf((to - from) / 1_000_000, 3);
    }

    /// @param restarted the message that FFmpeg stalled and was started again; empty if FFmpeg did not stall
    /// @param damage warnings of footage with a few damaged frames
    private record RenderedFile(Path file, Optional<String> restarted, List<Problem> damage) {}

    private ChunkSpec spec(ChunkTask task) {
        byte[] bytes = store.read(task.specKey(), task.specOffset(), task.specLength())
                .orElseThrow(() -> missing(task.specKey()));
        if (!Json.sha256(bytes).equals(task.sha256())) {
            throw new ChunkMismatch(
                    "",
                    "the plan of chunk %d is not the one that this execution made; start the execution again".formatted(
                            task.chunk()));
        }
        return Json.read(bytes, ChunkSpec.class);
    }

    /// Checks that the chunk was planned for this renderer. Another version of this function, of FFmpeg, or of Java
    /// could store other pixels under the same key.
    ///
    /// @throws ChunkMismatch if it was planned for another renderer
    private void checkRenderer(ChunkSpec spec, ChunkTask task) {
        RendererIdentity planned = spec.renderer();
        RendererIdentity own = renderer.identity();
        if (!own.equals(planned)) {
            throw new ChunkMismatch(
                    "",
                    ("chunk %d was planned for another renderer (version %d, FFmpeg %s, Java %d) than this one "
                            + "(version %d,"
                            + " FFmpeg %s, Java %d): the functions were deployed in between; start the execution again")
                            .formatted(
                                    task.chunk(), planned.version(), planned.ffmpeg(), planned.java(),
                                    own.version(), own.ffmpeg(), own.java()));
        }
    }

    private Function<String, Path> files(Window window, Workspace workspace) {
        Map<String, Path> stored =
                store.files(window.assets().stream().map(Asset::key).toList(), workspace.folder());
        return asset -> Optional.ofNullable(stored.get(Asset.key(asset)))
                .orElseThrow(() -> missing(Asset.key(asset)));
    }

    private RenderedFile render(
            Window window, ChunkTask task, Function<String, Path> files, Workspace workspace, Deadline deadline) {
        try {
            WindowRenderer.RenderedWindow rendered =
                    renderer.render(purpose(task.chunk()), window, files, workspace.folder(), deadline);
            Optional<String> restarted = rendered.restartedAt().stream()
                    .mapToObj(frame -> "FFmpeg stalled and was started again: %s, while it showed %s"
                            .formatted(place(frame, task), shownAt(frame, window, task)))
                    .findFirst();
            List<Problem> damage = rendered.damaged().entrySet().stream()
                    .map(file -> mediaLookup(task).slightlyDamaged(
                            assetOf(file.getKey(), window, files), file.getValue(), task))
                    .toList();
            return new RenderedFile(rendered.file(), restarted, damage);
        } catch (DamagedInputException e) {
            throw mediaLookup(task).damaged(assetOf(e.input(), window, files), e);
        } catch (FfmpegStalledException e) {
            throw stalled(e, window, task);
        }
    }

    /// The purpose of the FFmpeg job that renders a chunk.
    ///
    /// @param chunk its number
    public static String purpose(int chunk) {
        return "render chunk " + chunk;
    }

    private static String assetOf(Path file, Window window, Function<String, Path> files) {
        return window.assets().stream().filter(asset -> files.apply(asset).equals(file)).collect(Collectors.joining());
    }

    private EncodeFailed stalled(FfmpegStalledException stall, Window window, ChunkTask task) {
        String place = place(stall.frames(), task);
        return itemAt(stall.frames(), window)
                .asset()
                .map(asset -> mediaLookup(task).stalled(asset, place, stall))
                .orElseGet(() ->
                        new EncodeFailed("", "FFmpeg stalled twice at the same place: %s".formatted(place), stall));
    }

    /// The place in the video, for messages.
    private static String place(long frame, ChunkTask task) {
        return "frame %d of chunk %d (sentence %s, from %s to %s)"
                .formatted(frame, task.chunk(), task.sentences(), task.from(), task.to());
    }

    private String shownAt(long frame, Window window, ChunkTask task) {
        return itemAt(frame, window).asset().map(asset -> mediaLookup(task).address(asset)).orElse("one colour");
    }

    /// The item shown in a frame. FFmpeg may also stall after the last frame; this is then the last item.
    private static Item itemAt(long frame, Window window) {
        return window.video().at(Math.min(frame, window.frames() - 1));
    }

    private MediaLookup mediaLookup(ChunkTask task) {
        return new MediaLookup(store, task.specKey());
    }

    private static ChunkMismatch missing(String key) {
        return new ChunkMismatch("", "%s is no longer in the store; start the execution again".formatted(key));
    }
}
