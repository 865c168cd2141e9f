package aive.error;

import java.util.List;

/// A source is not usable media: not media at all, truncated, encrypted, or without the required stream. Remedy:
/// replace it.
public final class MediaUnusable extends RenderError {

    private static final long serialVersionUID = 1L;

    public MediaUnusable(List<Problem> problems) {
        super(problems);
    }

    public MediaUnusable(String pointer, String message) {
        super(List.of(new Problem(pointer, message)));
    }

    public MediaUnusable(String pointer, String message, Throwable cause) {
        super(new Problem(pointer, message), cause);
    }
}
