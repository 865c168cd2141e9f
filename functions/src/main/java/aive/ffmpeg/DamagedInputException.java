package aive.ffmpeg;

import java.nio.file.Path;

/// The picture of an input has frames that cannot be decoded. FFmpeg itself would show something else in their place.
///
/// Not an error of the state machine's: who started the job knows whose file it is.
public final class DamagedInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// A few are patched up, as players do: recordings of broadcasts begin and are cut in the middle of things.
    private static final long MOST_DAMAGED_FRAMES = 5;

    private final transient Path input;
    private final long frames;

    private DamagedInputException(Path input, long frames) {
        super("%d frames of %s cannot be decoded".formatted(frames, input.getFileName()));
        this.input = input;
        this.frames = frames;
    }

    static void check(FfmpegJob job, FfmpegLog log) {
        log.damagedFrames().forEach((input, frames) -> {
            if (frames > MOST_DAMAGED_FRAMES) {
                throw new DamagedInputException(job.inputs().get(input).path(), frames);
            }
        });
    }

    /// Whether an input is damaged so much that nobody wants the rest.
    static boolean isTooMuch(FfmpegLog log) {
        return log.damagedFrames().values().stream().anyMatch(frames -> frames > MOST_DAMAGED_FRAMES);
    }

    public Path input() {
        return input;
    }

    /// How many, of those that were wanted.
    public long frames() {
        return frames;
    }
}
