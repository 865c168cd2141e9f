package aive.engine;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What Lambda's Java runtime and Step Functions make of something that a function threw.
final class LambdaFailure {

    private LambdaFailure() {}

    /// Error: the full name of the outermost exception's class. Cause: JSON text with `errorMessage`, `errorType`, and `stackTrace`.
    static Failure of(Throwable thrown) {
        ObjectNode cause = JsonNodeFactory.instance.objectNode();
        if (thrown.getMessage() != null) {
            cause.put("errorMessage", thrown.getMessage());
        }
        cause.put("errorType", thrown.getClass().getName());
        ArrayNode stack = cause.putArray("stackTrace");
        for (StackTraceElement element : thrown.getStackTrace()) {
            stack.add(element.toString());
        }
        return new Failure(thrown.getClass().getName(), JsonCodec.text(cause));
    }
}
