package aive.engine;

import com.dashjoin.jsonata.Jsonata;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The names that an expression can use when it is evaluated: functions, `$states`, and variables.
///
/// @param states the object `$states`
record Bindings(ExpressionFunctions functions, ObjectNode states, VariableValues variables) {

    /// A copy with one more field in `$states`.
    Bindings with(String field, JsonNode value) {
        ObjectNode more = states.objectNode();
        more.setAll(states);
        more.set(field, value);
        return new Bindings(functions, more, variables);
    }

    /// Binds only the names that the expression uses, because converting a large result costs time and memory.
    void bindTo(Jsonata.Frame frame, ExpressionReferences references) {
        functions.bindTo(frame);
        Map<String, Object> used = new LinkedHashMap<>();
        for (List<String> path : references.statesPaths()) {
            copy(states, used, path.subList(0, Math.min(path.size(), copyDepth(path))));
        }
        frame.bind("states", (Object) used);
        for (String name : references.variables()) {
            variables.find(name).ifPresent(value -> frame.bind(name, JsonataValues.fromJson(value)));
        }
    }

    /// The number of leading path elements that name the value to copy: 1 for `result`, 3 for `context.Execution.Name`,
    /// 4 for `context.Map.Item.Value`.
    private static int copyDepth(List<String> path) {
        if (!path.getFirst().equals("context")) {
            return 1;
        }
        return path.get(1).equals("Map") ? 4 : 3;
    }

    @SuppressWarnings("unchecked") // this method created the nested maps
    private static void copy(JsonNode from, Map<String, Object> to, List<String> path) {
        String name = path.getFirst();
        JsonNode value = from.get(name);
        if (value == null) {
            return;
        }
        if (path.size() == 1) {
            to.computeIfAbsent(name, _ -> JsonataValues.fromJson(value));
        } else {
            Object nested = to.computeIfAbsent(name, _ -> new LinkedHashMap<String, Object>());
            copy(value, (Map<String, Object>) nested, path.subList(1, path.size()));
        }
    }
}
