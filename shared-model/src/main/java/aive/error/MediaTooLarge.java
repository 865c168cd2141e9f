package aive.error;

import java.util.List;

/// A source exceeds a limit in bytes, pixels, or seconds. Remedy: make it smaller.
public final class MediaTooLarge extends RenderError {

    private static final long serialVersionUID = 1L;

    public MediaTooLarge(List<Problem> problems) {
        super(problems);
    }

    public MediaTooLarge(String pointer, String message) {
        super(List.of(new Problem(pointer, message)));
    }

    public MediaTooLarge(String pointer, String message, Throwable cause) {
        super(new Problem(pointer, message), cause);
    }
}
