package aive.local;

import aive.error.InvalidProject;
import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.FfmpegJob;
import aive.ffmpeg.Filter;
import aive.ffmpeg.FilterChain;
import aive.ffmpeg.FilterGraph;
import aive.ffmpeg.MediaInput;
import aive.forecast.CallMeter;
import aive.message.ChunkTask;
import aive.message.StitchInput;
import aive.parallel.ParallelTasks;
import aive.plan.VideoPlan;
import aive.step.Workspace;
import aive.step.render.RenderChunk;
import aive.step.stitch.StitchVideo;
import aive.store.Store;
import aive.time.Deadline;
import aive.time.FrameRate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Renders the shots of one sentence, with their audio, as a file of its own.
///
/// @param work parent of temporary folders
/// @param workers how many chunks are rendered at the same time
record SentenceExcerpt(
        Store store, Ffmpeg ffmpeg, RenderChunk renderChunk, StitchVideo stitchVideo, Path work, int workers) {

    /// @param planKey key of `plan` in the store
    /// @param plan of a video in which each shot is a chunk
    /// @param tasks of all chunks, in the order of the video
    /// @param sentence the sentence's number in time, from 1
    /// @param target a file that does not exist
    /// @throws InvalidProject if the video does not show the sentence
    void write(String planKey, VideoPlan plan, List<ChunkTask> tasks, int sentence, Path target, Deadline deadline) {
        List<ChunkTask> shown = tasks.stream()
                .filter(task -> task.sentences().equals(Integer.toString(sentence)))
                .toList();
        if (shown.isEmpty()) {
            throw new InvalidProject("", "the video does not show this sentence; './aive plan' says why");
        }
        ParallelTasks.all(
                () -> stitchVideo.run(
                        new StitchInput(plan.renderId(), planKey, Optional.of(StitchInput.Only.SOUNDTRACK)),
                        deadline,
                        CallMeter.free()),
                () -> ParallelTasks.map(shown, workers, task -> renderChunk.run(task, deadline)));
        try (Workspace workspace = Workspace.in(work)) {
            ffmpeg.run(job(plan, shown, target, workspace), deadline);
        }
    }

    private FfmpegJob job(VideoPlan plan, List<ChunkTask> shown, Path target, Workspace workspace) {
        FrameRate rate = plan.format().frameRate();
        int before = shown.getFirst().chunk() - 1;
        List<VideoPlan.Part> parts = plan.parts().subList(before, shown.getLast().chunk());
        long first = plan.parts().subList(0, before).stream().mapToLong(VideoPlan.Part::frames).sum();
        long end = first + parts.stream().mapToLong(VideoPlan.Part::frames).sum();
        List<MediaInput> inputs = new ArrayList<>();
        List<String> pads = new ArrayList<>();
        for (VideoPlan.Part part : parts) {
            pads.add(inputs.size() + ":v");
            inputs.add(file(part.key(), workspace));
        }
        int sound = inputs.size();
        inputs.add(file(plan.soundtrack().key(), workspace));
        FilterGraph graph = FilterGraph.of(
                FilterChain.joining(pads, Filter.of("concat").with("n", parts.size())).to("video"),
                FilterChain.joining(
                                List.of(sound + ":a"),
                                Filter.of("atrim")
                                        .with("start_sample", rate.sampleAt(first))
                                        .with("end_sample", rate.sampleAt(end)))
                        .then(Filter.of("asetpts", "N/SR/TB"))
                        .to("audio"));
        List<String> options = List.of(
                "-map", "[video]", "-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p",
                "-map", "[audio]", "-c:a", "aac", "-b:a", "160k", "-movflags", "+faststart", "-f", "mp4");
        return new FfmpegJob(
                "write the preview", inputs, Optional.of(graph), List.of(FfmpegJob.Output.file(target, options)));
    }

    private MediaInput file(String key, Workspace workspace) {
        return MediaInput.of(store.file(key, workspace.folder()).orElseThrow());
    }
}
