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

    /// How often the state machine repeats a step after an error.
    public enum Retries {
        /// The same input fails again.
        NONE,
        /// A repetition may succeed, but each attempt may cost a whole timeout of the function.
        ONE,
        /// A repetition is likely to succeed, and an attempt that fails costs little.
        SEVERAL
    }

    /// How often the state machine repeats the step after this error. A test compares the state machine with it.
    public final Retries retries() {
        return switch (this) {
            case StorageUnavailable _ -> Retries.SEVERAL;
            case DeadlineExceeded _ -> Retries.ONE;
            case ChunkMismatch _, ConfigurationError _, EncodeFailed _, InvalidProject _, MediaForbidden _,
                    MediaTooLarge _, MediaUnavailable _,
                    MediaUnusable _, MissingGlyphs _, OutOfSpace _ -> Retries.NONE;
        };
    }
}
