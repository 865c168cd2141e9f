package aive.input;

import tools.jackson.databind.JsonNode;

/// An execution's input, as whoever started it gave it.
public final class ExecutionInput {

    private ExecutionInput() {}

    /// What the state machine takes of it, its `$states.input[0]`: a pipe hands on a list, even of one message.
    ///
    /// @return the first of a list, anything else as it is; missing where a list is empty
    public static JsonNode taken(JsonNode input) {
        return input.isArray() ? input.path(0) : input;
    }
}
