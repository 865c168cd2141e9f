package aive.step.stitch;

import aive.ffmpeg.FfmpegJob;
import aive.ffmpeg.MediaInput;
import aive.step.render.ChunkJoin;
import aive.step.render.Encoder;
import aive.time.FrameRate;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Puts chunks and the soundtrack into one file, without encoding anything again.
final class VideoJoin {

    /// The lengths of the tracks are stated in these: whole for samples, and for frames of all usual rates. FFmpeg's own choice is milliseconds.
    private static final int TICKS_PER_SECOND = 240_000;

    private VideoJoin() {}

    /// @param parts the chunks, in order
    /// @param list where the list of chunks goes that FFmpeg reads
    static FfmpegJob job(List<ChunkJoin.Part> parts, FrameRate rate, Path soundtrack, Path list, Path video) {
        return new FfmpegJob(
                "join the chunks",
                List.of(ChunkJoin.list(parts, rate, list), MediaInput.of(soundtrack)),
                Optional.empty(),
                List.of(FfmpegJob.Output.file(video, List.of(
                        "-map", "0:v:0", "-map", "1:a:0", "-c", "copy", "-bsf:v", ChunkJoin.onTheGrid(rate),
                        "-video_track_timescale", Long.toString(Encoder.timescale(rate)),
                        "-movie_timescale", Integer.toString(TICKS_PER_SECOND),
                        "-fflags", "+bitexact", "-movflags", "+faststart", "-f", "mp4"))));
    }
}
