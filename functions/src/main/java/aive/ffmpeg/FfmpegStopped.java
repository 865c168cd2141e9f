package aive.ffmpeg;

import java.time.Duration;

/// FFmpeg stopped getting on, was killed, started again, and stopped again.
///
/// Not an error of the state machine's: who started the job knows what is shown at that frame.
public final class FfmpegStopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long frames;

    FfmpegStopped(String purpose, Duration patience, long frames, Throwable cause) {
        super("FFmpeg wrote nothing for %d s after frame %d when it was to %s, and again when it was started anew"
                .formatted(patience.toSeconds(), frames, purpose), cause);
        this.frames = frames;
    }

    /// How many frames it had written when it was killed for the second time.
    public long frames() {
        return frames;
    }
}
