package aive.engine;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `$states.context`, as far as it is the same for all states of a flow.
///
/// @param machine name of the state machine; a child execution's is `machine/label`
/// @param name name of the execution
/// @param item the item of the iteration around the flow, if one is
record ContextObject(String machine, String name, JsonNode input, Instant start, Optional<ObjectNode> item) {

    private static final String ARN = "arn:aws:states:local:000000000000:";

    ContextObject withItem(int index, JsonNode value) {
        ObjectNode around = JsonNodeFactory.instance.objectNode().put("Index", index).set("Value", value);
        return new ContextObject(machine, name, input, start, Optional.of(around));
    }

    /// The context of a state.
    ObjectNode in(State state, Instant entered, int retryCount) {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.putObject("Execution")
                .put("Id", ARN + "execution:" + machine + ":" + name)
                .put("Name", name)
                .put("StartTime", Timestamps.text(start))
                .set("Input", input);
        context.putObject("State").put("Name", state.name()).put("EnteredTime", Timestamps.text(entered)).put("RetryCount", retryCount);
        context.putObject("StateMachine").put("Id", ARN + "stateMachine:" + machine).put("Name", machine);
        item.ifPresent(object -> context.putObject("Map").set("Item", object));
        return context;
    }
}
