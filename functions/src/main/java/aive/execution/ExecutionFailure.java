package aive.execution;

import aive.error.Problem;
import java.util.List;
import java.util.Optional;

/// Why an execution did not succeed, told to whoever has to do something about it.
///
/// @param error the simple name of one of our errors, `MediaUnavailable`; or AWS's name of another, `States.Timeout`,
///     `Lambda.Unknown`
/// @param message what happened, one line a problem: our own error's message, or a sentence about AWS's
/// @param where the state, and which chunk or batch: `Render chunk, chunk 17 of 120, sentences 12–15`; empty where it
///     is not known
/// @param remedy what to do, one sentence
/// @param executionArn the execution that failed in the first place: the asked-for one, or the child of its
///     distributed Map
/// @param redrive the command that continues the execution where it failed; absent where that would only fail again,
///     or is not possible
public record ExecutionFailure(String error, String message, String where, String remedy, String executionArn, Optional<String> redrive) {

    /// What is wrong, each with its place.
    public List<Problem> problems() {
        return Problem.parse(message);
    }
}
