package aive.lambda;

import aive.json.Json;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// A function's payload: what the step is to do, and what the state machine says beside it of who is asking.
///
/// The state machine adds `execution` (the execution's name) and `retry` (how often the state has been tried before) to an order of ours. A stranger's
/// input is not added to but wrapped: `{"execution", "retry", "input"}`. Payloads without these are taken as they are.
public final class Invocation {

    private static final String EXECUTION = "execution";
    private static final String RETRY = "retry";
    private static final String INPUT = "input";

    private final JsonNode caller;
    private final JsonNode order;
    private final byte[] bytes;

    private Invocation(JsonNode caller, JsonNode order, byte[] bytes) {
        this.caller = caller;
        this.order = order;
        this.bytes = bytes;
    }

    /// An order of ours.
    public static Invocation ofOrder(byte[] payload) {
        JsonNode whole = tree(payload);
        if (whole instanceof ObjectNode order && order.has(EXECUTION)) {
            ObjectNode caller = order.deepCopy().retain(EXECUTION, RETRY);
            order.remove(EXECUTION);
            order.remove(RETRY);
            return new Invocation(caller, order, Json.bytes(order));
        }
        return new Invocation(MissingNode.getInstance(), whole, payload);
    }

    /// A stranger's input, of which nothing is known.
    public static Invocation ofInput(byte[] payload) {
        JsonNode whole = tree(payload);
        if (whole.size() == 3 && whole.has(EXECUTION) && whole.has(RETRY) && whole.has(INPUT)) {
            return new Invocation(whole, MissingNode.getInstance(), Json.bytes(whole.path(INPUT)));
        }
        return new Invocation(MissingNode.getInstance(), MissingNode.getInstance(), payload);
    }

    /// An event of AWS's; one about an execution says its name.
    public static Invocation ofEvent(byte[] payload) {
        JsonNode name = tree(payload).path("detail").path("name");
        JsonNode caller = name.isString() ? JsonNodeFactory.instance.objectNode().set(EXECUTION, name) : MissingNode.getInstance();
        return new Invocation(caller, MissingNode.getInstance(), payload);
    }

    /// Name of the execution, also in a child of its distributed Map.
    public Optional<String> execution() {
        return Optional.of(caller.path(EXECUTION).asString("")).filter(name -> !name.isEmpty());
    }

    /// How often the state has been tried before: 0 for the first try.
    public int retry() {
        return caller.path(RETRY).asInt(0);
    }

    /// What the step is to do, as JSON.
    public byte[] bytes() {
        return bytes;
    }

    /// A field of an order of ours; missing of a stranger's input.
    public JsonNode field(String name) {
        return order.path(name);
    }

    /// What is no JSON is for the step to complain about.
    private static JsonNode tree(byte[] payload) {
        try {
            return Json.tree(payload);
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }
}
