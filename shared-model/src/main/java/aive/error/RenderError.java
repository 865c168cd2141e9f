package aive.error;

import java.util.List;
import java.util.stream.Collectors;

/// A failure of a step, with a remedy that the state machine knows.
///
/// Lambda's Java runtime reports a failure by its class name. Each permitted class is therefore top-level, its full
/// name is in the state machine's `ErrorEquals` lists, and renaming a class changes the state machine. The message has
/// one line per [Problem].
public abstract sealed class RenderError extends RuntimeException
        permits ChunkMismatch, ConfigurationError, DeadlineExceeded, EncodeFailed, InvalidProject, MediaForbidden,
                MediaTooLarge,
                MediaUnavailable, MediaUnusable, MissingGlyphs, OutOfSpace, StorageUnavailable {

    private static final long serialVersionUID = 1L;

    /// @param problems at least one
    protected RenderError(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }

    protected RenderError(Problem problem, Throwable cause) {
        super(problem.toString(), cause);
    }

    /// The problems, each with its place.
    public final List<Problem> problems() {
        return Problem.parse(String.valueOf(getMessage()));
    }

    /// Whether a retry with the same input may succeed.
    public final boolean isTransient() {
        return switch (this) {
            case DeadlineExceeded _, StorageUnavailable _ -> true;
            case ChunkMismatch _, ConfigurationError _, EncodeFailed _, InvalidProject _, MediaForbidden _,
                    MediaTooLarge _, MediaUnavailable _,
                    MediaUnusable _, MissingGlyphs _, OutOfSpace _ -> false;
        };
    }
}
