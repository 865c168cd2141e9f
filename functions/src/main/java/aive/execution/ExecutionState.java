package aive.execution;

import java.time.Instant;
import java.util.Optional;

/// An execution as Step Functions describes it.
///
/// @param arn names it in the whole of AWS
/// @param name names it in its state machine
/// @param stopped when it ended; absent while it runs
/// @param input JSON text; absent where Step Functions does not tell it
/// @param output JSON text; absent unless it succeeded
/// @param error the error's name as the state machine has it, `aive.error.MediaUnavailable`, `States.Timeout`; absent
///     unless it failed
/// @param cause what goes with it: JSON text of Lambda's, a sentence, or nothing
/// @param redrivable whether Step Functions would continue it where it failed
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
