package aive.notify;

import aive.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/// Recorded events.
final class Events {

    private Events() {}

    /// @param name of a resource beside this class, without `.json`
    static byte[] event(String name) {
        try (InputStream json = Objects.requireNonNull(Events.class.getResourceAsStream(name + ".json"), name)) {
            return json.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A recorded event of an execution, to be changed.
    static ObjectNode tree(String name) {
        return (ObjectNode) Json.tree(event(name));
    }

    static ObjectNode detail(ObjectNode event) {
        return (ObjectNode) event.get("detail");
    }
}
