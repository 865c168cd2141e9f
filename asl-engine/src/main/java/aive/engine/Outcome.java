package aive.engine;

import tools.jackson.databind.JsonNode;

/// How an execution ended.
public sealed interface Outcome {

    record Succeeded(JsonNode output) implements Outcome {}

    /// A state failed, or the execution exceeded the state machine's `TimeoutSeconds` (`States.Timeout`).
    record Failed(ErrorOutput errorOutput) implements Outcome {}

    /// [Execution#abort] stopped the execution.
    record Aborted() implements Outcome {}
}
