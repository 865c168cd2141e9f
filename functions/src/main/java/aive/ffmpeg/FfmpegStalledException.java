package aive.ffmpeg;

import java.time.Duration;

/// FFmpeg stopped getting on, was killed, started again, and stopped again.
///
/// Not an error of the state machine's: who started the job knows what is shown at that frame.
public final class FfmpegStalledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long frames;

    FfmpegStalledException(String purpose, Duration stallTimeout, long frames, Throwable cause) {
        this("FFmpeg wrote nothing for %d s after frame %d when it was to %s, and again when it was started anew"
                .formatted(stallTimeout.toSeconds(), frames, purpose), frames, cause);
    }

    private FfmpegStalledException(String message, long frames, Throwable cause) {
        super(message, cause);
        this.frames = frames;
    }

    /// How many frames it had written when it was killed for the second time.
    public long frames() {
        return frames;
    }

    /// The same for a job that is part of a longer one.
    ///
    /// @param first the frame of the longer one that the job begins with
    public FfmpegStalledException countedFrom(long first) {
        return new FfmpegStalledException(String.valueOf(getMessage()), first + frames, this);
    }
}
