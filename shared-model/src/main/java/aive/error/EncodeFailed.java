package aive.error;

import java.util.List;

/// FFmpeg failed on input that had passed every check. Remedy: report it with the FFmpeg log lines in the message.
public final class EncodeFailed extends RenderError {

    private static final long serialVersionUID = 1L;

    public EncodeFailed(List<Problem> problems) {
        super(problems);
    }

    public EncodeFailed(String pointer, String message) {
        super(List.of(new Problem(pointer, message)));
    }

    public EncodeFailed(String pointer, String message, Throwable cause) {
        super(new Problem(pointer, message), cause);
    }
}
