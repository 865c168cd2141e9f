package aive.engine;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One line of events that follow from each other; branches and iterations fork their own.
final class Strand {

    private final History history;
    private long last;

    Strand(History history, long last) {
        this.history = history;
        this.last = last;
    }

    History history() {
        return history;
    }

    Strand fork() {
        return new Strand(history, last);
    }

    void record(String type) {
        record(type, JsonNodeFactory.instance.objectNode());
    }

    void record(String type, String field, JsonNode value) {
        record(type, JsonNodeFactory.instance.objectNode().set(field, value));
    }

    void record(String type, JsonNode details) {
        last = history.record(last, type, (ObjectNode) details);
    }

    void recordFailure(String type, Failure failure) {
        recordFailure(type, failure, JsonNodeFactory.instance.objectNode());
    }

    void recordFailure(String type, Failure failure, ObjectNode details) {
        details.put("error", failure.error()).put("cause", failure.cause());
        failure.child().map(Failure::root).ifPresent(root -> details.putObject("child").put("error", root.error()).put("cause", root.cause()));
        record(type, details);
    }
}
