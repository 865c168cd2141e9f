package aive.error;

import java.util.List;

/// A finished part is not what the plan says: missing, of another length, of another format. Remedy: start the execution again; the part is rendered anew.
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
