package aive.message;

import java.math.BigDecimal;
import java.util.List;

/// What an execution took, beside the prediction.
///
/// Failed attempts, storage, and traffic are not included.
///
/// @param dollars for functions, requests, and state transitions, at list prices; 0 in a local run
/// @param predictedDollars what was predicted for AWS when the execution was planned
/// @param savedDollars how much more the same video would have cost if nothing had been reused, as predicted
/// @param seconds from the start of the execution to its result
/// @param predictedSeconds on AWS, if no function has run before
/// @param steps in the order of the state machine
public record Cost(
        BigDecimal dollars,
        BigDecimal predictedDollars,
        BigDecimal savedDollars,
        BigDecimal seconds,
        BigDecimal predictedSeconds,
        List<Step> steps) {

    public Cost {
        steps = List.copyOf(steps);
    }

    /// A state of the execution.
    ///
    /// @param state its name
    /// @param seconds from its begin to the begin of the next
    /// @param dollars for its function calls
    public record Step(String state, BigDecimal seconds, BigDecimal dollars) {}
}
