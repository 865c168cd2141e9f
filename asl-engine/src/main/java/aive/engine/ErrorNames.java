package aive.engine;

import java.util.List;
import java.util.Set;

/// The error names of an `ErrorEquals` field.
record ErrorNames(List<String> names) {

    static final String ALL = "States.ALL";
    private static final String TASK_FAILED = "States.TaskFailed";

    /// The names beginning with `States.` that an `ErrorEquals` may hold. This engine does not raise all of them.
    static final Set<String> RESERVED = Set.of(
            ALL,
            TASK_FAILED,
            ErrorOutput.TIMEOUT,
            ErrorOutput.DATA_LIMIT_EXCEEDED,
            ErrorOutput.QUERY_EVALUATION_ERROR,
            "States.ExceedToleratedFailureThreshold",
            "States.HeartbeatTimeout",
            "States.ItemReaderFailed",
            "States.NoChoiceMatched",
            "States.Permissions",
            "States.ResultWriterFailed");

    ErrorNames {
        names = List.copyOf(names);
    }

    /// Whether an error of this name is handled, with the exceptions that AWS makes for the wildcards.
    boolean matches(String error) {
        return switch (error) {
            case ErrorOutput.RUNTIME -> false;
            case ErrorOutput.DATA_LIMIT_EXCEEDED -> names.contains(error);
            case ErrorOutput.TIMEOUT -> names.contains(error) || names.contains(ALL);
            default -> names.contains(error) || names.contains(ALL) || names.contains(TASK_FAILED);
        };
    }
}
