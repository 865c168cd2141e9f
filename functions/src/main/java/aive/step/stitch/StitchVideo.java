package aive.step.stitch;

import aive.audio.SoundtrackMixer;
import aive.error.ChunkMismatch;
import aive.ffmpeg.Ffmpeg;
import aive.forecast.CallMeter;
import aive.message.MixedSoundtrack;
import aive.message.RenderResult;
import aive.message.StitchInput;
import aive.message.StitchOutput;
import aive.parallel.ParallelTasks;
import aive.plan.VideoPlan;
import aive.step.RenderFolder;
import aive.step.Workspace;
import aive.store.Store;
import aive.time.Deadline;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.FutureTask;

/// Makes the video from its chunks: mixes the soundtrack, and joins, validates, and publishes at the same time.
public final class StitchVideo {

    private final Store store;
    private final MixSoundtrack soundtracks;
    private final SeamCheck seams;
    private final VideoPublisher publisher;
    private final Path work;

    /// @param work parent of temporary folders
    public StitchVideo(Store store, Ffmpeg ffmpeg, Path work) {
        this.store = store;
        this.soundtracks = new MixSoundtrack(store, new SoundtrackMixer(ffmpeg));
        this.seams = new SeamCheck(ffmpeg);
        this.publisher = new VideoPublisher(store, new StillImages(ffmpeg));
        this.work = work;
    }

    /// @param meter measures this call of the function
    /// @throws ChunkMismatch if a part is missing or differs from the plan
    public StitchOutput run(StitchInput input, Deadline deadline, CallMeter meter) {
        RenderFolder folder = new RenderFolder(store, input.renderId());
        VideoPlan plan = folder.read(input.planKey(), VideoPlan.class);
        try (Workspace workspace = Workspace.in(work)) {
            if (input.only().isPresent()) {
                boolean reused = soundtracks.run(plan.soundtrack(), workspace, deadline);
                return new MixedSoundtrack(plan.soundtrack().key(), reused);
            }
            return stitch(plan, new Receipt(plan.estimate(), input, meter), workspace, deadline);
        }
    }

    private RenderResult stitch(VideoPlan plan, Receipt receipt, Workspace workspace, Deadline deadline) {
        Optional<RenderResult> published = publisher.published(plan, receipt);
        if (published.isPresent()) {
            publisher.repair(plan, workspace, deadline);
            return published.get();
        }
        soundtracks.run(plan.soundtrack(), workspace, deadline);
        StoredMovie movie = StoredMovie.read(store, plan);
        FutureTask<Boolean> decoded = new FutureTask<>(
                () -> seams.check(movie.chunks(), plan.format().frameRate(), workspace, deadline), true);
        JoinedVideo video = new JoinedVideo(movie, () -> ParallelTasks.result(decoded));
        ParallelTasks.all(
                decoded,
                () -> publisher.storeStills(movie.chunks(), plan, workspace, deadline),
                () -> publisher.storeVideo(video, plan));
        return publisher.publish(video, plan, receipt);
    }
}
