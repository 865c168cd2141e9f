package aive.step.prepare;

import aive.input.RenderRequest;
import aive.input.RequestReader;
import aive.message.FetchBatch;
import aive.message.MediaList;
import aive.message.MediaTask;
import aive.message.PreparedProject;
import aive.project.MediaUse;
import aive.project.Project;
import aive.project.Source;
import aive.step.CallbackRecord;
import aive.step.RenderFolder;
import aive.store.Store;
import aive.time.Rational;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Validates a request, stores it, and lists its media.
public final class PrepareProject {

    private final RequestReader reader;
    private final Store store;
    private final int fetchConcurrency;
    private final int renderConcurrency;
    private final Optional<Rational> chunkSeconds;
    private final InstantSource clock;

    /// @param chunkSeconds overrides the project's target length of chunks; empty to keep it
    public PrepareProject(RequestReader reader, Store store, int fetchConcurrency, int renderConcurrency,
            Optional<Rational> chunkSeconds) {
        this(reader, store, fetchConcurrency, renderConcurrency, chunkSeconds, InstantSource.system());
    }

    PrepareProject(
            RequestReader reader, Store store, int fetchConcurrency, int renderConcurrency,
                    Optional<Rational> chunkSeconds, InstantSource clock) {
        this.reader = reader;
        this.store = store;
        this.fetchConcurrency = fetchConcurrency;
        this.renderConcurrency = renderConcurrency;
        this.chunkSeconds = chunkSeconds;
        this.clock = clock;
    }

    /// @param input the execution's input, in any of its forms
    /// @throws aive.error.InvalidProject with all problems of the input
    public PreparedProject run(byte[] input) {
        RenderRequest request = withChunkSeconds(reader.read(input));
        MediaList media = MediaList.of(distinctMedia(request.project()));
        RenderFolder folder = new RenderFolder(store, request.renderId());
        folder.write(folder.request(), request.withoutCallback());
        // A request without a callback keeps the callback of earlier requests.
        request.callback().ifPresent(callback -> folder.writeCallback(new CallbackRecord(callback, clock.instant())));
        folder.write(folder.media(), media);
        List<FetchBatch> batches = new ArrayList<>();
        for (List<MediaTask> batch : media.batches()) {
            batches.add(new FetchBatch(request.renderId(), batches.size() + 1, media.batches().size(), batch.size()));
        }
        Project project = request.project();
        return new PreparedProject(request.renderId(), project.id(), project.sentences().size(), batches,
                fetchConcurrency, renderConcurrency);
    }

    private RenderRequest withChunkSeconds(RenderRequest request) {
        return chunkSeconds
                .map(seconds -> RenderRequest.of(request.project().withChunkSeconds(seconds), request.callback()))
                .orElse(request);
    }

    private static List<MediaTask> distinctMedia(Project project) {
        Map<Source, List<MediaUse>> uses = new LinkedHashMap<>();
        for (MediaUse use : project.media()) {
            uses.computeIfAbsent(use.source(), _ -> new ArrayList<>()).add(use);
        }
        List<MediaTask> tasks = new ArrayList<>();
        uses.forEach((source, all) -> tasks.add(new MediaTask(
                source,
                places(all, Set.of(MediaUse.Role.VIDEO, MediaUse.Role.VIDEO_WITH_SOUND)),
                places(all, Set.of(MediaUse.Role.AUDIO)),
                places(all, Set.of(MediaUse.Role.VIDEO_WITH_SOUND)),
                places(all, Set.of(MediaUse.Role.FONT)))));
        return tasks;
    }

    private static List<MediaTask.Place> places(List<MediaUse> uses, Set<MediaUse.Role> roles) {
        return uses.stream()
                .filter(use -> roles.contains(use.role()))
                .map(use -> new MediaTask.Place(use.pointer(), use.description()))
                .toList();
    }
}
