package aive.execution;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/// A failed call of a function, as the history of an execution reports it.
///
/// @param error the simple name of one of our errors, or AWS's name, such as `Lambda.TooManyRequestsException`
record FailedAttempt(String error) {

    private static final String OURS = "aive.error.";

    /// Returns the failed call that an event reports; empty for any other event.
    static Optional<FailedAttempt> of(HistoryEvent event) {
        return switch (event.type()) {
            case TASK_FAILED -> named(event.taskFailedEventDetails().error());
            case TASK_TIMED_OUT -> named(event.taskTimedOutEventDetails().error());
            case TASK_START_FAILED -> named(event.taskStartFailedEventDetails().error());
            case TASK_SUBMIT_FAILED -> named(event.taskSubmitFailedEventDetails().error());
            case LAMBDA_FUNCTION_FAILED ->
                named(event.lambdaFunctionFailedEventDetails().error());
            case LAMBDA_FUNCTION_TIMED_OUT ->
                named(event.lambdaFunctionTimedOutEventDetails().error());
            case LAMBDA_FUNCTION_START_FAILED ->
                named(event.lambdaFunctionStartFailedEventDetails().error());
            case LAMBDA_FUNCTION_SCHEDULE_FAILED ->
                named(event.lambdaFunctionScheduleFailedEventDetails().error());
            default -> Optional.empty();
        };
    }

    /// Whether the function may have run, and therefore cost money. AWS names its refusals `Lambda.…Exception`.
    boolean mayCost() {
        return !(error.startsWith("Lambda.") && error.endsWith("Exception"));
    }

    private static Optional<FailedAttempt> named(@Nullable String error) {
        String name = error == null ? "Unknown" : error;
        return Optional.of(new FailedAttempt(name.startsWith(OURS) ? name.substring(OURS.length()) : name));
    }
}
