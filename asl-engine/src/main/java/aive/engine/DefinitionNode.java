package aive.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A JSON value of a definition, with its JSON pointer for error messages.
///
/// Every accessor throws [InvalidDefinition] if the value does not have the expected type.
record DefinitionNode(String pointer, JsonNode value) {

    static DefinitionNode root(JsonNode value) {
        return new DefinitionNode("", value);
    }

    /// Returns this node if it is an object that has only fields of the given type.
    DefinitionNode checkedAs(ObjectType type) {
        for (String name : object().keySet()) {
            if (!type.has(name)) {
                throw at(name).invalid("the field %s of %s is not implemented; implemented are: %s".formatted(
                        name, type.title(), String.join(", ", type.fields())));
            }
        }
        return this;
    }

    boolean has(String name) {
        return value.has(name);
    }

    DefinitionNode required(String name) {
        object();
        if (!has(name)) {
            throw invalid("the field " + name + " is missing");
        }
        return at(name);
    }

    Optional<DefinitionNode> optional(String name) {
        return has(name) ? Optional.of(at(name)) : Optional.empty();
    }

    Map<String, DefinitionNode> object() {
        if (!value.isObject()) {
            throw invalid("must be an object");
        }
        Map<String, DefinitionNode> fields = new LinkedHashMap<>();
        value.propertyNames().forEach(name -> fields.put(name, at(name)));
        return fields;
    }

    List<DefinitionNode> array() {
        if (!value.isArray()) {
            throw invalid("must be an array");
        }
        List<DefinitionNode> elements = new ArrayList<>();
        for (int index = 0; index < value.size(); index++) {
            elements.add(new DefinitionNode(pointer + "/" + index, value.get(index)));
        }
        return elements;
    }

    List<DefinitionNode> nonEmptyArray() {
        List<DefinitionNode> elements = array();
        if (elements.isEmpty()) {
            throw invalid("must have at least one element");
        }
        return elements;
    }

    String text() {
        if (!value.isString()) {
            throw invalid("must be a string");
        }
        return value.stringValue();
    }

    /// Returns the text, which must be one of the given values: the engine implements no others.
    String oneOf(String... implemented) {
        String text = text();
        if (!List.of(implemented).contains(text)) {
            throw invalid("\"%s\" is not implemented; implemented is: %s".formatted(
                    text, String.join(", ", implemented)));
        }
        return text;
    }

    int integer(int min, int max) {
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < min
                || value.intValue() > max) {
            throw invalid("is %s; it must be a whole number from %d to %d".formatted(value, min, max));
        }
        return value.intValue();
    }

    BigDecimal number() {
        if (!value.isNumber()) {
            throw invalid("must be a number");
        }
        return value.decimalValue();
    }

    /// An error at this place in the definition.
    InvalidDefinition invalid(String problem) {
        return new InvalidDefinition(pointer, problem);
    }

    private DefinitionNode at(String name) {
        return new DefinitionNode(pointer + "/" + name.replace("~", "~0").replace("/", "~1"), value.path(name));
    }
}
