package aive.execution;

import java.time.Instant;
import java.util.Optional;

/// The progress of one state of an execution.
///
/// @param state the name of the state in the definition
/// @param entered when the state started; inside a Map, the first time
/// @param exited when the state ended; inside a Map, the last time
/// @param total the number of iterations or children of a Map; 0 for other states, or while the number is unknown
/// @param done the number of iterations or children that have succeeded
/// @param failedAttempts the number of failed calls of its function; in a Map, of the functions of all iterations.
///     Calls by the children of a distributed Map are not counted
/// @param lastError the error of the last failed call, such as `MediaUnavailable` or `Lambda.TooManyRequestsException`
public record StateProgress(
        String state,
        Instant entered,
        Optional<Instant> exited,
        long total,
        long done,
        long failedAttempts,
        Optional<String> lastError) {

    static StateProgress entered(String state, Instant when) {
        return new StateProgress(state, when, Optional.empty(), 0, 0, 0, Optional.empty());
    }

    StateProgress exited(Instant when) {
        return new StateProgress(state, entered, Optional.of(when), total, done, failedAttempts, lastError);
    }

    StateProgress counted(long total, long done) {
        return new StateProgress(state, entered, exited, total, done, failedAttempts, lastError);
    }

    StateProgress failed(String error) {
        return new StateProgress(state, entered, exited, total, done, failedAttempts + 1, Optional.of(error));
    }
}
