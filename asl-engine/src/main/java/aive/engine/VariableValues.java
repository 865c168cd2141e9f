package aive.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The values of the variables that a state can read: those of its own scope and of the outer scopes.
///
/// A branch or an inline iteration starts with the values of the outer scope, and its own assignments are lost at its
/// end. A branch or iteration never assigns a variable of an outer scope: [AssignedVariables] checks this when the
/// definition is loaded.
record VariableValues(Map<String, JsonNode> values) {

    static final VariableValues NONE = new VariableValues(Map.of());

    VariableValues {
        values = Map.copyOf(values);
    }

    Optional<JsonNode> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /// A copy with the fields of an evaluated `Assign`.
    VariableValues with(JsonNode assigned) {
        if (assigned.isEmpty()) {
            return this;
        }
        Map<String, JsonNode> merged = new LinkedHashMap<>(values);
        assigned.properties().forEach(field -> merged.put(field.getKey(), field.getValue()));
        return new VariableValues(merged);
    }
}
