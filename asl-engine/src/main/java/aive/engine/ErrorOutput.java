package aive.engine;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The error name and the cause with which a state or an execution failed.
///
/// @param error the name that an `ErrorEquals` can match: `States.…`, or the class name of a handler's exception
/// @param cause the JSON that Lambda makes of a handler's exception; a sentence for all other errors
/// @param child the error of the child execution that failed a distributed Map; on AWS, only the child's history has it
public record ErrorOutput(String error, String cause, Optional<ErrorOutput> child) {

    static final String DATA_LIMIT_EXCEEDED = "States.DataLimitExceeded";
    static final String QUERY_EVALUATION_ERROR = "States.QueryEvaluationError";
    static final String TIMEOUT = "States.Timeout";

    /// An error of the engine or the definition that no retrier or catcher matches.
    static final String RUNTIME = "States.Runtime";

    public ErrorOutput(String error, String cause) {
        this(error, cause, Optional.empty());
    }

    /// The error output that Lambda's Java runtime reports for an exception of a handler.
    ///
    /// The error is the full class name of the outermost exception. The cause is JSON with `errorMessage`, `errorType`,
    /// and `stackTrace`.
    static ErrorOutput ofException(Throwable thrown) {
        ObjectNode cause = JsonNodeFactory.instance.objectNode();
        if (thrown.getMessage() != null) {
            cause.put("errorMessage", thrown.getMessage());
        }
        cause.put("errorType", thrown.getClass().getName());
        ArrayNode stack = cause.putArray("stackTrace");
        for (StackTraceElement element : thrown.getStackTrace()) {
            stack.add(element.toString());
        }
        return new ErrorOutput(thrown.getClass().getName(), JsonCodec.text(cause));
    }

    /// The first error of the chain: the innermost child's, or this one if no child failed.
    public ErrorOutput root() {
        return child.map(ErrorOutput::root).orElse(this);
    }

    /// A readable form of the cause: the message of a handler's exception, or the whole cause of any other error.
    public String message() {
        try {
            JsonNode message = JsonCodec.parse(cause).path("errorMessage");
            return message.isString() ? message.stringValue() : cause;
        } catch (JacksonException _) {
            return cause;
        }
    }

    /// The object `$states.errorOutput`.
    ObjectNode toJson() {
        return JsonNodeFactory.instance.objectNode().put("Error", error).put("Cause", cause);
    }
}
