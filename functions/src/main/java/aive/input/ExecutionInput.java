package aive.input;

import tools.jackson.databind.JsonNode;

/// The input of an execution, as its caller passed it.
public final class ExecutionInput {

    /// Largest input that is passed directly, in bytes. A larger project is stored, and the input holds its URI.
    ///
    /// Step Functions allows 262,144; the difference is room for the fields that the state machine adds.
    public static final int MAX_BYTES = 250_000;

    private ExecutionInput() {}

    /// Unwraps the input of *Prepare project*: EventBridge Pipes starts executions with a list of one message.
    ///
    /// @return the element of a list of one; any other input unchanged
    public static JsonNode taken(JsonNode input) {
        return input.isArray() && input.size() == 1 ? input.path(0) : input;
    }
}
