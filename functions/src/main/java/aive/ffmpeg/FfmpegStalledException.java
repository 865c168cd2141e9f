package aive.ffmpeg;

import java.time.Duration;

/// Thrown if FFmpeg stalled, was killed and started again, and stalled again.
///
/// It is not an error of the state machine: the caller, which knows the item shown in frame [#frames()], converts it.
public final class FfmpegStalledException extends Exception {

    private static final long serialVersionUID = 1L;

    private final long frames;

    FfmpegStalledException(String purpose, Duration stallTimeout, long frames, Throwable cause) {
        this("FFmpeg wrote nothing for %d s after frame %d, twice, although it was restarted; its task was to %s"
                .formatted(stallTimeout.toSeconds(), frames, purpose), frames, cause);
    }

    private FfmpegStalledException(String message, long frames, Throwable cause) {
        super(message, cause);
        this.frames = frames;
    }

    /// The number of frames that FFmpeg had written when it was killed for the second time.
    public long frames() {
        return frames;
    }

    /// The same exception, with its frames counted from the start of a longer job that contains this job.
    ///
    /// @param first the frame of the longer job at which this job begins
    public FfmpegStalledException countedFrom(long first) {
        return new FfmpegStalledException(String.valueOf(getMessage()), first + frames, this);
    }
}
