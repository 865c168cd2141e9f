package aive.ffmpeg;

import java.nio.file.Path;
import java.util.Map;

/// Thrown for an input whose video has too many frames that cannot be decoded. FFmpeg itself would show something else
/// in their place.
///
/// It is not an error of the state machine: the caller, which knows the source of the file, converts it.
public final class DamagedInputException extends Exception {

    private static final long serialVersionUID = 1L;

    /// The limit for damaged frames. FFmpeg conceals a few, as players do: broadcast recordings often begin and end
    /// inside a group of pictures.
    private static final long MOST_DAMAGED_FRAMES = 5;

    private final transient Path input;
    private final long frames;

    private DamagedInputException(Path input, long frames) {
        super("%d frames of %s cannot be decoded".formatted(frames, input.getFileName()));
        this.input = input;
        this.frames = frames;
    }

    static void check(FfmpegJob job, FfmpegLog log) throws DamagedInputException {
        for (Map.Entry<Integer, Long> damaged : log.damagedFrames().entrySet()) {
            if (damaged.getValue() > MOST_DAMAGED_FRAMES) {
                throw new DamagedInputException(job.inputs().get(damaged.getKey()).path(), damaged.getValue());
            }
        }
    }

    /// Whether an input has more damaged frames than the limit, so that rendering can stop.
    static boolean isTooMuch(FfmpegLog log) {
        return log.damagedFrames().values().stream().anyMatch(frames -> frames > MOST_DAMAGED_FRAMES);
    }

    public Path input() {
        return input;
    }

    /// The number of damaged frames that were needed.
    public long frames() {
        return frames;
    }
}
