package aive.step.stitch;

import aive.error.ChunkMismatch;
import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.FfmpegJob;
import aive.ffmpeg.MediaInput;
import aive.plan.VideoPlan;
import aive.render.EncodedPiece;
import aive.render.ConcatList;
import aive.render.VideoCodec;
import aive.step.Workspace;
import aive.store.Store;
import aive.time.Deadline;
import aive.time.FrameRate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Joins chunks and the soundtrack into one file, without encoding again.
final class VideoJoiner {

    /// The movie timescale: a unit in which audio samples and frames of all common rates have whole durations. FFmpeg's
    /// default is milliseconds.
    private static final int TICKS_PER_SECOND = 240_000;

    private final Store store;
    private final Ffmpeg ffmpeg;

    VideoJoiner(Store store, Ffmpeg ffmpeg) {
        this.store = store;
        this.ffmpeg = ffmpeg;
    }

    /// @return the whole video, in the workspace
    /// @throws ChunkMismatch if a chunk is not in the store
    Path join(VideoPlan plan, Path soundtrack, Workspace workspace, Deadline deadline) {
        List<String> keys = plan.parts().stream().map(VideoPlan.Part::key).toList();
        Map<String, Path> files = store.files(keys, workspace.folder());
        List<EncodedPiece> pieces = new ArrayList<>();
        for (VideoPlan.Part part : plan.parts()) {
            Path file = Optional.ofNullable(files.get(part.key())).orElseThrow(() -> new ChunkMismatch(
                    "", "%s is no longer in the store; start the execution again".formatted(part.key())));
            pieces.add(new EncodedPiece(file, part.frames()));
        }
        VideoCodec codec = VideoCodec.of(plan.format().encoding());
        Path video = workspace.file("video" + codec.extension());
        Path list = workspace.file("chunks.ffconcat");
        ffmpeg.run(job(pieces, codec, plan.format().frameRate(), soundtrack, list, video), deadline);
        return video;
    }

    /// @param list the file for FFmpeg's list of chunks
    static FfmpegJob job(
            List<EncodedPiece> pieces, VideoCodec codec, FrameRate rate, Path soundtrack, Path list, Path video) {
        List<String> options = new ArrayList<>(List.of("-map", "0:v:0", "-map", "1:a:0", "-c:a", "copy"));
        options.addAll(codec.joinOptions(rate));
        options.addAll(List.of(
                "-map_metadata", "-1", "-map_chapters", "-1",
                "-movie_timescale", Integer.toString(TICKS_PER_SECOND),
                "-fflags", "+bitexact", "-movflags", "+faststart", "-f", "mp4"));
        return new FfmpegJob(
                "join the chunks",
                List.of(ConcatList.write(pieces, rate, list), MediaInput.of(soundtrack)),
                Optional.empty(),
                List.of(FfmpegJob.Output.file(video, options)));
    }
}
