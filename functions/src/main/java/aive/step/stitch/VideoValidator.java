package aive.step.stitch;

import aive.error.ChunkMismatch;
import aive.error.EncodeFailed;
import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.KeyFrameDecoder;
import aive.ffmpeg.StreamTimestamps;
import aive.parallel.ParallelTasks;
import aive.plan.VideoPlan;
import aive.time.Deadline;
import aive.time.FrameRate;
import aive.time.Rational;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Validates a finished video against its plan, since a zero exit code of FFmpeg does not prove a correct file.
final class VideoValidator {

    private final Ffmpeg ffmpeg;

    VideoValidator(Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /// @throws ChunkMismatch if frames are missing, extra, or not evenly spaced, the audio has another length, or a
    ///     chunk boundary cannot be decoded
    void check(Path video, VideoPlan plan, Deadline deadline) {
        ParallelTasks.all(() -> checkTimes(video, plan, deadline), () -> decodeBoundaries(video, plan, deadline));
    }

    private void checkTimes(Path video, VideoPlan plan, Deadline deadline) {
        FrameRate rate = plan.format().frameRate();
        StreamTimestamps videoTimes = StreamTimestamps.read(ffmpeg, video, "v:0", deadline);
        if (videoTimes.packets() != plan.frames()) {
            throw new ChunkMismatch("", "the joined video has %d frames, but the plan has %d".formatted(
                    videoTimes.packets(), plan.frames()));
        }
        if (!videoTimes.isEvenlySpaced(rate)) {
            throw new ChunkMismatch("", "the joined video's frames are not evenly spaced");
        }
        StreamTimestamps audioTimes = StreamTimestamps.read(ffmpeg, video, "a:0", deadline);
        Rational frame = rate.startOf(1);
        Rational difference = audioTimes.length().minus(rate.startOf(plan.frames()));
        if (difference.compareTo(frame) > 0 || Rational.ZERO.minus(difference).compareTo(frame) > 0) {
            throw new ChunkMismatch(
                    "", "the video lasts %s s, but its audio %s s".formatted(
                            rate.startOf(plan.frames()).toDecimal(3), audioTimes.length().toDecimal(3)));
        }
    }

    /// Decodes the key frame at the start of every chunk, which shows that the decoder's parameters fit all chunks.
    private void decodeBoundaries(Path video, VideoPlan plan, Deadline deadline) {
        FrameRate rate = plan.format().frameRate();
        Rational halfAFrame = rate.startOf(1).dividedBy(Rational.of(2));
        List<Rational> starts = new ArrayList<>();
        long frame = 0;
        for (VideoPlan.Part part : plan.parts()) {
            starts.add(rate.startOf(frame));
            frame += part.frames();
        }
        // Seeking to the middle of a frame avoids its neighbours despite rounding.
        List<Rational> moments = starts.stream().map(halfAFrame::plus).toList();
        Set<Rational> decoded;
        try {
            decoded = Set.copyOf(KeyFrameDecoder.decode(ffmpeg, video, moments, deadline));
        } catch (EncodeFailed e) {
            throw new ChunkMismatch("", "the joined video cannot be decoded: " + e.getMessage(), e);
        }
        for (int i = 0; i < starts.size(); i++) {
            if (!decoded.contains(starts.get(i))) {
                throw new ChunkMismatch(
                        "", "the joined video cannot be decoded from second %s on, where chunk %d begins".formatted(
                                starts.get(i).toDecimal(3), i + 1));
            }
        }
    }
}
