package aive.error;

import java.util.List;
import java.util.stream.Collectors;

/// A step failed in a way that the state machine knows what to do about.
///
/// Lambda's Java runtime reports a failure by its class name, so each permitted class is top-level, its full name stands in the state
/// machine's `ErrorEquals` lists, and renaming one changes the state machine. The message has one line a [Problem].
public abstract sealed class RenderError extends RuntimeException
        permits ChunkMismatch, ConfigurationError, DeadlineExceeded, EncodeFailed, InvalidProject, MediaForbidden, MediaTooLarge,
                MediaUnavailable, MediaUnusable, OutOfSpace, StorageUnavailable {

    private static final long serialVersionUID = 1L;

    /// @param problems what went wrong, at least one
    protected RenderError(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }

    protected RenderError(Problem problem, Throwable cause) {
        super(problem.toString(), cause);
    }

    /// What is wrong, each with its place.
    public final List<Problem> problems() {
        return Problem.parse(String.valueOf(getMessage()));
    }

    /// Whether the same input may succeed on another try.
    public final boolean isTransient() {
        return switch (this) {
            case DeadlineExceeded _, StorageUnavailable _ -> true;
            case ChunkMismatch _, ConfigurationError _, EncodeFailed _, InvalidProject _, MediaForbidden _, MediaTooLarge _, MediaUnavailable _,
                    MediaUnusable _, OutOfSpace _ -> false;
        };
    }
}
