package aive.engine;

import tools.jackson.databind.JsonNode;

/// How an execution ended.
public sealed interface Outcome {

    record Succeeded(JsonNode output) implements Outcome {}

    /// Also an execution that took longer than the machine's `TimeoutSeconds`, with `States.Timeout`.
    record Failed(Failure failure) implements Outcome {}

    /// Stopped from outside.
    record Aborted() implements Outcome {}
}
