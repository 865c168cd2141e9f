package aive.engine;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Why a state, a child execution, or a whole execution failed.
///
/// @param error the error's name, for `ErrorEquals`: `States.…`, or the class name of what a function threw
/// @param cause for a function's error, the JSON text that Lambda makes of it; otherwise a sentence
/// @param child the failure of the child execution that is behind a failed distributed Map, which on AWS stands only in the child's own history
public record Failure(String error, String cause, Optional<Failure> child) {

    /// Errors after which an execution always ends: `States.ALL` and `States.TaskFailed` do not match them.
    static final String DATA_LIMIT_EXCEEDED = "States.DataLimitExceeded";
    static final String RUNTIME = "States.Runtime";
    static final String TIMEOUT = "States.Timeout";
    static final String QUERY_EVALUATION_ERROR = "States.QueryEvaluationError";

    public Failure(String error, String cause) {
        this(error, cause, Optional.empty());
    }

    /// What went wrong in the first place: this failure, or the innermost child's.
    public Failure root() {
        return child.map(Failure::root).orElse(this);
    }

    /// The cause for a person: a function's error message without its stack trace, or the cause as it is.
    public String message() {
        try {
            JsonNode message = JsonCodec.parse(cause).path("errorMessage");
            return message.isString() ? message.stringValue() : cause;
        } catch (JacksonException _) {
            return cause;
        }
    }

    /// `$states.errorOutput`.
    ObjectNode errorOutput() {
        return JsonNodeFactory.instance.objectNode().put("Error", error).put("Cause", cause);
    }
}
