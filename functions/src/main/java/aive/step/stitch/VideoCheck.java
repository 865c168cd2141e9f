package aive.step.stitch;

import aive.error.ChunkMismatch;
import aive.error.EncodeFailed;
import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.FfmpegJob;
import aive.ffmpeg.InputDamaged;
import aive.ffmpeg.MediaInput;
import aive.ffmpeg.StreamTimes;
import aive.parallel.AtOnce;
import aive.plan.VideoPlan;
import aive.time.Deadline;
import aive.time.FrameRate;
import aive.time.Rational;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Holds a finished video against its plan. FFmpeg's exit code is no proof.
final class VideoCheck {

    private final Ffmpeg ffmpeg;

    VideoCheck(Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /// @throws ChunkMismatch if frames are missing, extra, or not evenly spaced, if the sound is of another length, or if a seam cannot be decoded
    void check(Path video, VideoPlan plan, Deadline deadline) {
        AtOnce.all(() -> checkTimes(video, plan, deadline), () -> decodeKeyFrames(video, deadline));
    }

    private void checkTimes(Path video, VideoPlan plan, Deadline deadline) {
        FrameRate rate = plan.picture().frameRate();
        StreamTimes picture = StreamTimes.read(ffmpeg, video, "v:0", deadline);
        if (picture.packets() != plan.frames()) {
            throw new ChunkMismatch("", "the joined video has %d frames, not %d".formatted(picture.packets(), plan.frames()));
        }
        if (!picture.isEvenlySpaced(rate)) {
            throw new ChunkMismatch("", "the joined video's frames are not evenly spaced");
        }
        StreamTimes sound = StreamTimes.read(ffmpeg, video, "a:0", deadline);
        Rational frame = rate.startOf(1);
        Rational difference = sound.length().minus(rate.startOf(plan.frames()));
        if (difference.compareTo(frame) > 0 || Rational.ZERO.minus(difference).compareTo(frame) > 0) {
            throw new ChunkMismatch(
                    "", "the video lasts %s s, its sound %s s".formatted(rate.startOf(plan.frames()).toDecimal(3), sound.length().toDecimal(3)));
        }
    }

    /// Every chunk begins with a key frame, so these are the frames that tell whether the parts understand each other. Nobody looks at them, so their
    /// blocks' edges stay as they are.
    private void decodeKeyFrames(Path video, Deadline deadline) {
        FfmpegJob job = new FfmpegJob(
                "decode the seams",
                List.of(MediaInput.of(video, "-xerror", "-err_detect", "explode", "-discard", "nokey", "-skip_frame", "nokey", "-skip_loop_filter", "all")),
                Optional.empty(),
                List.of(FfmpegJob.Output.nothing(List.of("-map", "0:v:0", "-fps_mode", "passthrough"))));
        try {
            ffmpeg.run(job, deadline);
        } catch (EncodeFailed | InputDamaged e) {
            throw new ChunkMismatch("", "the joined video cannot be decoded: " + e.getMessage(), e);
        }
    }
}
