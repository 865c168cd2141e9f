package aive.ffmpeg;

import org.jspecify.annotations.Nullable;

/// ffprobe does not take a file for media. For [MediaProbe], which knows whose file it is.
final class MediaInputRefused extends Exception {

    private static final long serialVersionUID = 1L;

    MediaInputRefused(String lastLines, @Nullable Throwable cause) {
        super(lastLines, cause);
    }
}
