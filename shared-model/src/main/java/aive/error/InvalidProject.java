package aive.error;

import java.util.List;

/// The project cannot be rendered. Remedy: fix every field that the message names.
public final class InvalidProject extends RenderError {

    private static final long serialVersionUID = 1L;

    public InvalidProject(List<Problem> problems) {
        super(problems);
    }

    public InvalidProject(String pointer, String message) {
        super(List.of(new Problem(pointer, message)));
    }

    public InvalidProject(String pointer, String message, Throwable cause) {
        super(new Problem(pointer, message), cause);
    }
}
