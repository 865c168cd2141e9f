package aive.input;

import tools.jackson.databind.JsonNode;

/// An execution's input, as whoever started it gave it.
public final class ExecutionInput {

    /// Largest input that is passed directly, in bytes. A larger project is stored, and the input holds its URI.
    ///
    /// Step Functions allows 262,144; the difference is room for the fields that the state machine adds.
    public static final int MAX_BYTES = 250_000;

    private ExecutionInput() {}

    /// What the state machine hands to *Prepare project* of it: a pipe starts executions with a list of one message.
    ///
    /// @return what is in a list of one; anything else as it is
    public static JsonNode taken(JsonNode input) {
        return input.isArray() && input.size() == 1 ? input.path(0) : input;
    }
}
