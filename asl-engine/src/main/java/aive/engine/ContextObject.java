package aive.engine;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The part of the context object (`$states.context`) that all states of a graph share.
///
/// @param machine name of the state machine; `machine/label` in a child execution
/// @param name name of the execution
/// @param input input of the execution
/// @param start the time at which the execution started
/// @param item `Map.Item` of the iteration that the graph belongs to; empty outside an inline Map
record ContextObject(String machine, String name, JsonNode input, Instant start, Optional<ObjectNode> item) {

    private static final String ARN = "arn:aws:states:local:000000000000:";

    /// The context of one iteration of an inline Map.
    ContextObject withItem(int index, JsonNode value) {
        ObjectNode mapItem = JsonNodeFactory.instance.objectNode().put("Index", index).set("Value", value);
        return new ContextObject(machine, name, input, start, Optional.of(mapItem));
    }

    /// The complete context object of a state.
    ObjectNode forState(State state, Instant entered, int retryCount) {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.putObject("Execution")
                .put("Id", ARN + "execution:" + machine + ":" + name)
                .put("Name", name)
                .put("StartTime", Timestamps.format(start))
                .set("Input", input);
        context.putObject("State")
                .put("Name", state.name())
                .put("EnteredTime", Timestamps.format(entered))
                .put("RetryCount", retryCount);
        context.putObject("StateMachine").put("Id", ARN + "stateMachine:" + machine).put("Name", machine);
        item.ifPresent(object -> context.putObject("Map").set("Item", object));
        return context;
    }
}
