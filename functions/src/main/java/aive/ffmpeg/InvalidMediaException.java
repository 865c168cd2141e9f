package aive.ffmpeg;

import org.jspecify.annotations.Nullable;

/// Thrown if ffprobe rejects a file as media. [ProbedFile] converts it, with the name of the source.
final class InvalidMediaException extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidMediaException(String lastLines, @Nullable Throwable cause) {
        super(lastLines, cause);
    }
}
