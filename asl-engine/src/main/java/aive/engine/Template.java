package aive.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A JSON value of a definition in which any string may be an expression, such as `Arguments`, `Output`, or `Assign`.
sealed interface Template {

    record Literal(JsonNode value) implements Template {}

    record Computed(Expression expression) implements Template {}

    record ObjectTemplate(Map<String, Template> fields) implements Template {}

    record ArrayTemplate(List<Template> elements) implements Template {}

    /// @throws InvalidDefinition if an expression has a syntax error or refers to a name that is not in scope
    static Template parse(DefinitionNode node, ExpressionScope scope) {
        JsonNode value = node.value();
        if (value.isString() && Expression.isExpression(node.text(), node)) {
            return new Computed(Expression.parse(node, scope));
        }
        if (value.isObject()) {
            Map<String, Template> fields = new LinkedHashMap<>();
            node.object().forEach((name, field) -> fields.put(name, parse(field, scope)));
            return new ObjectTemplate(fields);
        }
        if (value.isArray()) {
            return new ArrayTemplate(node.array().stream().map(element -> parse(element, scope)).toList());
        }
        return new Literal(value);
    }

    /// The JSON value with every expression replaced by its value.
    ///
    /// @throws StateFailed with `States.QueryEvaluationError` if an expression fails or is undefined
    default JsonNode evaluate(Bindings bindings) throws StateFailed {
        return switch (this) {
            case Literal(JsonNode value) -> value;
            case Computed(Expression expression) -> expression.evaluate(bindings)
                    .orElseThrow(() -> StateFailed.query("the expression %s is undefined".formatted(expression)));
            case ObjectTemplate(Map<String, Template> fields) -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                for (Map.Entry<String, Template> field : fields.entrySet()) {
                    object.set(field.getKey(), field.getValue().evaluate(bindings));
                }
                yield object;
            }
            case ArrayTemplate(List<Template> elements) -> {
                List<JsonNode> values = new ArrayList<>();
                for (Template element : elements) {
                    values.add(element.evaluate(bindings));
                }
                yield new ArrayNode(JsonNodeFactory.instance, values);
            }
        };
    }

    /// The value as a whole number of at least `min`.
    ///
    /// @param field the field that has this template, for the error
    /// @throws StateFailed with `States.QueryEvaluationError` if the value is anything else
    default int integer(Bindings bindings, String field, int min) throws StateFailed {
        JsonNode value = evaluate(bindings);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < min) {
            throw StateFailed.query("%s is %s; it must be a whole number of at least %d".formatted(field, value, min));
        }
        return value.intValue();
    }

    /// The value as text.
    ///
    /// @param field the field that has this template, for the error
    /// @throws StateFailed with `States.QueryEvaluationError` if the value is not a string
    default String text(Bindings bindings, String field) throws StateFailed {
        JsonNode value = evaluate(bindings);
        if (!value.isString()) {
            throw StateFailed.query("%s is %s; it must be a string".formatted(field, value));
        }
        return value.stringValue();
    }
}
