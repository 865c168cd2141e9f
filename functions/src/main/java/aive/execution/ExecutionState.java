package aive.execution;

import java.time.Instant;
import java.util.Optional;

/// An execution as Step Functions describes it.
///
/// @param arn unique in AWS
/// @param name unique in its state machine
/// @param stopped when it ended; absent while it runs
/// @param input JSON text; absent if Step Functions omits it
/// @param output JSON text; absent unless it succeeded
/// @param error the error's name in the state machine, `aive.error.MediaUnavailable`, `States.Timeout`; absent
///     unless it failed
/// @param cause of the error: JSON text of Lambda, a sentence, or empty
/// @param redrivable whether Step Functions can continue it where it failed
public record ExecutionState(
        String arn,
        String name,
        ExecutionStatus status,
        Instant started,
        Optional<Instant> stopped,
        Optional<String> input,
        Optional<String> output,
        Optional<String> error,
        Optional<String> cause,
        boolean redrivable) {}
