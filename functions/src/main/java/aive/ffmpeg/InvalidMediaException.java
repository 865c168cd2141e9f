package aive.ffmpeg;

import org.jspecify.annotations.Nullable;

/// ffprobe does not take a file for media. For [MediaProbe], which knows whose file it is.
final class InvalidMediaException extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidMediaException(String lastLines, @Nullable Throwable cause) {
        super(lastLines, cause);
    }
}
