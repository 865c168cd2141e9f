package aive.error;

import java.util.List;

/// A source lies where nobody may make us read: a private address, another scheme, a foreign bucket. Remedy: put it elsewhere.
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
