package aive.error;

import java.util.List;

/// A chunk or soundtrack is missing, or its length or format differs from the plan. Remedy: start the execution again,
/// which renders it again.
public final class ChunkMismatch extends RenderError {

    private static final long serialVersionUID = 1L;

    public ChunkMismatch(List<Problem> problems) {
        super(problems);
    }

    public ChunkMismatch(String pointer, String message) {
        super(List.of(new Problem(pointer, message)));
    }

    public ChunkMismatch(String pointer, String message, Throwable cause) {
        super(new Problem(pointer, message), cause);
    }
}
