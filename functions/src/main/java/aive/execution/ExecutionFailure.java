package aive.execution;

import aive.error.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Why an execution failed, where, and what to do about it.
///
/// @param error the simple name of one of our errors, such as `MediaUnavailable`; for any other error, AWS's name, such
///     as `States.Timeout` or `Lambda.Unknown`
/// @param message one line per problem: the message of our error, or a sentence about AWS's error
/// @param where the state with its chunk or batch: `Render chunk, chunk 17 of 120, sentences 12–15`; empty if unknown
/// @param remedy what to do, one sentence
/// @param executionArn the execution that failed first: the requested one, or a child of its distributed Map
/// @param redrive the command that continues the execution; absent if that is impossible or would fail again
public record ExecutionFailure(
        String error, String message, String where, String remedy, String executionArn, Optional<String> redrive) {

    /// The error of an execution that somebody stopped.
    static final String ABORTED = "Aborted";

    private static final Set<String> OF_PROJECT = Set.of(
            "InvalidProject",
            "MediaForbidden",
            "MediaTooLarge",
            "MediaUnavailable",
            "MediaUnusable",
            "MissingGlyphs");

    /// What caused a failure, and therefore who must act.
    public enum Origin {
        /// The project or its media: its author.
        PROJECT,
        /// The renderer, its deployment, or AWS: the operator.
        SYSTEM,
        /// Somebody stopped the execution.
        STOPPED
    }

    public Origin origin() {
        if (OF_PROJECT.contains(error)) {
            return Origin.PROJECT;
        }
        return error.equals(ABORTED) ? Origin.STOPPED : Origin.SYSTEM;
    }

    /// The problems, each with its place.
    public List<Problem> problems() {
        return Problem.parse(message);
    }
}
