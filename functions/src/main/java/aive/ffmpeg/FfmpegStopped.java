package aive.ffmpeg;

import java.time.Duration;

/// FFmpeg stopped getting on, was killed, started again, and stopped again.
///
/// Not an error of the state machine's: who started the job knows what is shown at that frame.
public final class FfmpegStopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long frames;

    FfmpegStopped(String purpose, Duration patience, long frames, Throwable cause) {
        this("FFmpeg wrote nothing for %d s after frame %d when it was to %s, and again when it was started anew"
                .formatted(patience.toSeconds(), frames, purpose), frames, cause);
    }

    private FfmpegStopped(String message, long frames, Throwable cause) {
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
    public FfmpegStopped countedFrom(long first) {
        return new FfmpegStopped(String.valueOf(getMessage()), first + frames, this);
    }
}
