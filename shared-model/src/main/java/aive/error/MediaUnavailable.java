package aive.error;

import java.util.List;

/// A source does not answer, or answers with an error. Remedy: fix the URL, or sign it again.
public final class MediaUnavailable extends RenderError {

    private static final long serialVersionUID = 1L;

    public MediaUnavailable(List<Problem> problems) {
        super(problems);
    }

    public MediaUnavailable(String pointer, String message) {
        super(List.of(new Problem(pointer, message)));
    }

    public MediaUnavailable(String pointer, String message, Throwable cause) {
        super(new Problem(pointer, message), cause);
    }
}
