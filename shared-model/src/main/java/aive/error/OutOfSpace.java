package aive.error;

import java.util.List;

/// The disk is full. Remedy: configure more ephemeral storage or shorter chunks.
public final class OutOfSpace extends RenderError {

    private static final long serialVersionUID = 1L;

    public OutOfSpace(List<Problem> problems) {
        super(problems);
    }

    public OutOfSpace(String pointer, String message) {
        super(List.of(new Problem(pointer, message)));
    }

    public OutOfSpace(String pointer, String message, Throwable cause) {
        super(new Problem(pointer, message), cause);
    }
}
