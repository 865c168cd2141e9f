package aive.error;

import java.util.List;

/// The renderer refuses to read a source: a private address, an unsupported scheme, or another account's bucket.
/// Remedy: move the file to an allowed place.
public final class MediaForbidden extends RenderError {

    private static final long serialVersionUID = 1L;

    public MediaForbidden(List<Problem> problems) {
        super(problems);
    }

    public MediaForbidden(String pointer, String message) {
        super(List.of(new Problem(pointer, message)));
    }

    public MediaForbidden(String pointer, String message, Throwable cause) {
        super(new Problem(pointer, message), cause);
    }
}
