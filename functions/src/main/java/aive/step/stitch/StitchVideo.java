package aive.step.stitch;

import aive.audio.SoundtrackMixer;
import aive.error.ChunkMismatch;
import aive.ffmpeg.Ffmpeg;
import aive.file.Sha256;
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

/// Makes the video from its chunks: mixes the soundtrack, joins, validates, and publishes.
public final class StitchVideo {

    private final Store store;
    private final MixSoundtrack soundtracks;
    private final VideoJoiner joiner;
    private final VideoValidator validator;
    private final StillImages stills;
    private final VideoPublisher publisher;
    private final Path work;

    /// @param work parent of temporary folders
    public StitchVideo(Store store, Ffmpeg ffmpeg, Path work) {
        this.store = store;
        this.soundtracks = new MixSoundtrack(store, new SoundtrackMixer(ffmpeg));
        this.joiner = new VideoJoiner(store, ffmpeg);
        this.validator = new VideoValidator(ffmpeg);
        this.stills = new StillImages(ffmpeg);
        this.publisher = new VideoPublisher(store, stills);
        this.work = work;
    }

    /// @throws ChunkMismatch if a part is missing or differs from the plan
    public StitchOutput run(StitchInput input, Deadline deadline) {
        RenderFolder folder = new RenderFolder(store, input.renderId());
        VideoPlan plan = folder.read(input.planKey(), VideoPlan.class);
        try (Workspace workspace = Workspace.in(work)) {
            if (input.only().isPresent()) {
                boolean reused = store.has(plan.soundtrack().key());
                var _ = soundtracks.run(plan.soundtrack(), workspace, deadline);
                return new MixedSoundtrack(plan.soundtrack().key(), reused);
            }
            return stitch(plan, workspace, deadline);
        }
    }

    private RenderResult stitch(VideoPlan plan, Workspace workspace, Deadline deadline) {
        Optional<RenderResult> published = publisher.published(plan);
        if (published.isPresent()) {
            publisher.repair(plan, workspace, deadline);
            return published.get();
        }
        Path soundtrack = soundtracks.run(plan.soundtrack(), workspace, deadline);
        Path video = joiner.join(plan, soundtrack, workspace, deadline);
        StillImages.Files images = StillImages.Files.in(workspace, plan);
        String sha256 = ParallelTasks.with(
                () -> Sha256.of(video),
                () -> validator.check(video, plan, deadline),
                () -> stills.draw(video, plan, images, workspace, deadline));
        return publisher.publish(plan, video, sha256, images);
    }
}
