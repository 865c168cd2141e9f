package aive.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The variables that a state sees: those of its own scope and, in an inline Map or a Parallel, those of the outer ones.
///
/// An inner scope begins with the outer one's values and its assignments end with it; that it never assigns an outer name is checked when the
/// definition is loaded.
record Variables(Map<String, JsonNode> values) {

    static final Variables NONE = new Variables(Map.of());

    Variables {
        values = Map.copyOf(values);
    }

    Optional<JsonNode> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /// These with the fields of an evaluated `Assign`.
    Variables with(JsonNode assigned) {
        if (assigned.isEmpty()) {
            return this;
        }
        Map<String, JsonNode> after = new LinkedHashMap<>(values);
        assigned.properties().forEach(field -> after.put(field.getKey(), field.getValue()));
        return new Variables(after);
    }
}
