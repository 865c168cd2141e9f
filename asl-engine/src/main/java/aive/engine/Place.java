package aive.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A value in a definition together with its JSON pointer, so that every refusal names its place.
record Place(String pointer, JsonNode node) {

    static Place root(JsonNode node) {
        return new Place("", node);
    }

    /// Refuses any field that objects of this shape do not have here.
    Place as(Shape shape) {
        for (String name : object().keySet()) {
            if (!shape.has(name)) {
                throw at(name).refused("%s has no field %s that this engine implements".formatted(shape.title(), name));
            }
        }
        return this;
    }

    boolean has(String name) {
        return node.has(name);
    }

    Place required(String name) {
        object();
        if (!has(name)) {
            throw refused("the field " + name + " is missing");
        }
        return at(name);
    }

    Optional<Place> optional(String name) {
        return has(name) ? Optional.of(at(name)) : Optional.empty();
    }

    Map<String, Place> object() {
        if (!node.isObject()) {
            throw refused("an object is expected");
        }
        Map<String, Place> fields = new LinkedHashMap<>();
        node.propertyNames().forEach(name -> fields.put(name, at(name)));
        return fields;
    }

    List<Place> array() {
        if (!node.isArray()) {
            throw refused("an array is expected");
        }
        List<Place> elements = new ArrayList<>();
        for (int index = 0; index < node.size(); index++) {
            elements.add(new Place(pointer + "/" + index, node.get(index)));
        }
        return elements;
    }

    List<Place> filledArray() {
        List<Place> elements = array();
        if (elements.isEmpty()) {
            throw refused("at least one element is expected");
        }
        return elements;
    }

    String text() {
        if (!node.isString()) {
            throw refused("a string is expected");
        }
        return node.stringValue();
    }

    /// The text, which must be one of these: everything else is not implemented.
    String oneOf(String... implemented) {
        String text = text();
        if (!List.of(implemented).contains(text)) {
            throw refused("\"%s\" is not implemented, only %s is".formatted(text, String.join(", ", implemented)));
        }
        return text;
    }

    int integer(int least, int most) {
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < least || node.intValue() > most) {
            throw refused("a whole number from %d to %d is expected".formatted(least, most));
        }
        return node.intValue();
    }

    BigDecimal number() {
        if (!node.isNumber()) {
            throw refused("a number is expected");
        }
        return node.decimalValue();
    }

    DefinitionRefused refused(String sentence) {
        return new DefinitionRefused(pointer, sentence);
    }

    private Place at(String name) {
        return new Place(pointer + "/" + name.replace("~", "~0").replace("/", "~1"), node.path(name));
    }
}
