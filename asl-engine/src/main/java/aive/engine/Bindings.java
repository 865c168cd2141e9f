package aive.engine;

import com.dashjoin.jsonata.Jsonata;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What an expression sees when it is evaluated: the functions, `$states`, and the variables.
///
/// @param states the object `$states`
record Bindings(ExpressionFunctions functions, ObjectNode states, Variables variables) {

    /// The same with one more field in `$states`.
    Bindings with(String field, JsonNode value) {
        ObjectNode more = states.objectNode();
        more.setAll(states);
        more.set(field, value);
        return new Bindings(functions, more, variables);
    }

    /// Binds what the expression mentions and nothing else: results may be large, and an expression mostly reads one of them.
    void bindTo(Jsonata.Frame frame, ExpressionText text) {
        functions.bindTo(frame);
        Map<String, Object> mentioned = new LinkedHashMap<>();
        text.statesPaths().forEach(path -> copy(states, mentioned, path.subList(0, Math.min(path.size(), depth(path)))));
        frame.bind("states", (Object) mentioned);
        text.mentioned().forEach(name -> variables.find(name).ifPresent(value -> frame.bind(name, JsonataValues.fromJson(value))));
    }

    /// Down to a whole field of `$states`, or of the context: `context.Execution.Name`, `context.Map.Item.Value`.
    private static int depth(List<String> path) {
        return !path.getFirst().equals("context") ? 1 : path.get(1).equals("Map") ? 4 : 3;
    }

    @SuppressWarnings("unchecked") // the maps on the way were made here
    private static void copy(JsonNode from, Map<String, Object> to, List<String> path) {
        String name = path.getFirst();
        JsonNode value = from.get(name);
        if (value == null) {
            return;
        }
        if (path.size() == 1) {
            to.computeIfAbsent(name, _ -> JsonataValues.fromJson(value));
        } else {
            copy(value, (Map<String, Object>) to.computeIfAbsent(name, _ -> new LinkedHashMap<String, Object>()), path.subList(1, path.size()));
        }
    }
}
