package aive.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON of a definition in which any string may be an expression: `Arguments`, `Output`, `Assign`, `ItemSelector`, and single values.
sealed interface Template {

    record Constant(JsonNode value) implements Template {}

    record Computed(Expression expression) implements Template {}

    record Fields(Map<String, Template> fields) implements Template {}

    record Elements(List<Template> elements) implements Template {}

    static Template parse(Place place, Visible visible) {
        JsonNode node = place.node();
        if (node.isString() && Expression.isExpression(place.text(), place)) {
            return new Computed(Expression.parse(place, visible));
        }
        if (node.isObject()) {
            Map<String, Template> fields = new LinkedHashMap<>();
            place.object().forEach((name, field) -> fields.put(name, parse(field, visible)));
            return new Fields(fields);
        }
        if (node.isArray()) {
            return new Elements(place.array().stream().map(element -> parse(element, visible)).toList());
        }
        return new Constant(node);
    }

    /// The JSON with every expression replaced by its value.
    ///
    /// @throws StateFailed with `States.QueryEvaluationError` if an expression fails or has no value
    default JsonNode fill(Bindings bindings) throws StateFailed {
        return switch (this) {
            case Constant(JsonNode value) -> value;
            case Computed(Expression expression) -> expression.evaluate(bindings)
                    .orElseThrow(() -> StateFailed.query("the expression %s has no value (undefined)".formatted(expression)));
            case Fields(Map<String, Template> fields) -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                for (Map.Entry<String, Template> field : fields.entrySet()) {
                    object.set(field.getKey(), field.getValue().fill(bindings));
                }
                yield object;
            }
            case Elements(List<Template> elements) -> {
                List<JsonNode> values = new ArrayList<>();
                for (Template element : elements) {
                    values.add(element.fill(bindings));
                }
                yield new ArrayNode(JsonNodeFactory.instance, values);
            }
        };
    }

    /// The value as a whole number.
    ///
    /// @throws StateFailed with `States.QueryEvaluationError` if it is something else
    default int integer(Bindings bindings, String field, int least) throws StateFailed {
        JsonNode value = fill(bindings);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < least) {
            throw StateFailed.query("%s is %s, not a whole number of at least %d".formatted(field, value, least));
        }
        return value.intValue();
    }

    /// The value as text.
    ///
    /// @throws StateFailed with `States.QueryEvaluationError` if it is something else
    default String text(Bindings bindings, String field) throws StateFailed {
        JsonNode value = fill(bindings);
        if (!value.isString()) {
            throw StateFailed.query("%s is %s, not a string".formatted(field, value));
        }
        return value.stringValue();
    }
}
