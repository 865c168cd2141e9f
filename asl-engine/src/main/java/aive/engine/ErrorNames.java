package aive.engine;

import java.util.List;
import java.util.Set;

/// The names in an `ErrorEquals`, and which failures they match.
record ErrorNames(List<String> names) {

    static final String ALL = "States.ALL";
    private static final String TASK_FAILED = "States.TaskFailed";

    /// Names that begin with `States.` and that may be waited for; some of them arise on AWS only.
    static final Set<String> RESERVED = Set.of(ALL, TASK_FAILED, Failure.TIMEOUT, Failure.DATA_LIMIT_EXCEEDED, Failure.QUERY_EVALUATION_ERROR,
            "States.ExceedToleratedFailureThreshold", "States.HeartbeatTimeout", "States.ItemReaderFailed", "States.NoChoiceMatched",
            "States.Permissions", "States.ResultWriterFailed");

    ErrorNames {
        names = List.copyOf(names);
    }

    boolean matches(String error) {
        return switch (error) {
            case Failure.RUNTIME -> false;
            case Failure.DATA_LIMIT_EXCEEDED -> names.contains(error);
            case Failure.TIMEOUT -> names.contains(error) || names.contains(ALL);
            default -> names.contains(error) || names.contains(ALL) || names.contains(TASK_FAILED);
        };
    }
}
