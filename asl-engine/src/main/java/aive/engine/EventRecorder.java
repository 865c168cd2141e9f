package aive.engine;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Records a sequence of events in a history, each with the id of its predecessor.
///
/// Branches and iterations run at the same time, so each has a recorder of its own.
final class EventRecorder {

    private final ExecutionHistory history;
    private long lastEventId;

    /// @param lastEventId id of the event that precedes the first event of this recorder; 0 if there is none
    EventRecorder(ExecutionHistory history, long lastEventId) {
        this.history = history;
        this.lastEventId = lastEventId;
    }

    ExecutionHistory history() {
        return history;
    }

    /// A recorder for a branch or an iteration that begins after the last event of this one.
    EventRecorder fork() {
        return new EventRecorder(history, lastEventId);
    }

    void record(String type) {
        record(type, JsonNodeFactory.instance.objectNode());
    }

    void record(String type, String field, JsonNode value) {
        record(type, JsonNodeFactory.instance.objectNode().set(field, value));
    }

    void record(String type, JsonNode details) {
        lastEventId = history.record(lastEventId, type, (ObjectNode) details);
    }

    void recordFailure(String type, ErrorOutput errorOutput) {
        recordFailure(type, errorOutput, JsonNodeFactory.instance.objectNode());
    }

    void recordFailure(String type, ErrorOutput errorOutput, ObjectNode details) {
        details.put("error", errorOutput.error()).put("cause", errorOutput.cause());
        errorOutput.child().map(ErrorOutput::root).ifPresent(root ->
                details.putObject("child").put("error", root.error()).put("cause", root.cause()));
        record(type, details);
    }
}
