package aive.error;

import java.util.List;

/// Stored data or a message does not match the plan or this version of the functions. For example, a chunk or the
/// soundtrack is missing, its length or format is wrong, or another version wrote the plan. Remedy: start the execution
/// again.
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
