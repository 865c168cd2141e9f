package aive.lambda;

import aive.json.Json;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// The payload of an invocation, split into the step's input and what the state machine adds to it.
///
/// The state machine adds `execution` (the execution's name) and `retry` (how many attempts have failed) to our own
/// messages. It wraps the execution's input, which may be anything: `{"execution", "retry", "input"}`. A payload
/// without these fields is the step's input.
public final class Invocation {

    private static final String EXECUTION = "execution";
    private static final String RETRY = "retry";
    private static final String INPUT = "input";

    private final JsonNode caller;
    private final JsonNode message;
    private final byte[] bytes;

    private Invocation(JsonNode caller, JsonNode message, byte[] bytes) {
        this.caller = caller;
        this.message = message;
        this.bytes = bytes;
    }

    /// Parses the payload of a step that takes one of our messages.
    public static Invocation ofMessage(byte[] payload) {
        JsonNode whole = tree(payload);
        if (whole instanceof ObjectNode message && message.has(EXECUTION)) {
            ObjectNode caller = message.deepCopy().retain(EXECUTION, RETRY);
            message.remove(EXECUTION);
            message.remove(RETRY);
            return new Invocation(caller, message, Json.bytes(message));
        }
        return new Invocation(MissingNode.getInstance(), whole, payload);
    }

    /// Parses the payload of the step that takes the execution's input.
    public static Invocation ofInput(byte[] payload) {
        JsonNode whole = tree(payload);
        if (whole.size() == 3 && whole.has(EXECUTION) && whole.has(RETRY) && whole.has(INPUT)) {
            return new Invocation(whole, MissingNode.getInstance(), Json.bytes(whole.path(INPUT)));
        }
        return new Invocation(MissingNode.getInstance(), MissingNode.getInstance(), payload);
    }

    /// Parses an event of EventBridge or S3; an event about an execution holds its name.
    public static Invocation ofEvent(byte[] payload) {
        JsonNode name = tree(payload).path("detail").path("name");
        JsonNode caller = name.isString()
                ? JsonNodeFactory.instance.objectNode().set(EXECUTION, name)
                : MissingNode.getInstance();
        return new Invocation(caller, MissingNode.getInstance(), payload);
    }

    /// The name of the execution. In a child execution of a distributed Map, it is the name of the parent execution.
    public Optional<String> execution() {
        return Optional.of(caller.path(EXECUTION).asString("")).filter(name -> !name.isEmpty());
    }

    /// How many attempts of the state have failed: 0 in the first attempt.
    public int retry() {
        return caller.path(RETRY).asInt(0);
    }

    /// The step's input, as JSON.
    public byte[] bytes() {
        return bytes;
    }

    /// A field of our own message; missing for an execution's input.
    public JsonNode field(String name) {
        return message.path(name);
    }

    /// Parses the payload as JSON. A payload that is not JSON gives a missing node; the step reports the error.
    private static JsonNode tree(byte[] payload) {
        try {
            return Json.tree(payload);
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }
}
