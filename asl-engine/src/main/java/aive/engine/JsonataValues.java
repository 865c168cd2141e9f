package aive.engine;

import com.dashjoin.jsonata.Jsonata;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Converts between Jackson trees and the plain Java values of the JSONata library.
///
/// The library represents JSON's null by a marker object, and "undefined" by Java's null. Whole numbers stay whole in
/// both directions. Other numbers are doubles in the library, as in every JSONata implementation, and decimals in the
/// trees. [#fromJson] always makes a copy, because the library changes its input.
final class JsonataValues {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final double LARGEST_EXACT_LONG = 0x1p63;

    private JsonataValues() {}

    static Object fromJson(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                node.properties().forEach(field -> map.put(field.getKey(), fromJson(field.getValue())));
                yield map;
            }
            case ARRAY -> {
                List<Object> list = new ArrayList<>(node.size());
                node.forEach(element -> list.add(fromJson(element)));
                yield list;
            }
            case STRING -> node.stringValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            case NULL, MISSING -> Jsonata.NULL_VALUE;
            case BINARY, POJO -> throw new IllegalArgumentException("not JSON: " + node.getNodeType());
        };
    }

    /// @throws IllegalArgumentException if the value cannot be JSON: a function, or a number that is not finite
    static JsonNode toJson(@Nullable Object value) {
        if (value == null || value.equals(Jsonata.NULL_VALUE)) {
            return NODES.nullNode();
        }
        return switch (value) {
            case String text -> NODES.stringNode(text);
            case Boolean truth -> NODES.booleanNode(truth);
            case Number number -> toJson(number);
            case Map<?, ?> map -> {
                ObjectNode object = NODES.objectNode();
                map.forEach((name, field) -> object.set(String.valueOf(name), toJson(field)));
                yield object;
            }
            case List<?> list -> {
                ArrayNode array = NODES.arrayNode(list.size());
                list.forEach(element -> array.add(toJson(element)));
                yield array;
            }
            default -> throw new IllegalArgumentException("the value is a function, which is not JSON");
        };
    }

    private static Object number(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToInt()) {
            return node.intValue();
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        return node.doubleValue();
    }

    private static JsonNode toJson(Number number) {
        return switch (number) {
            case Integer whole -> NODES.numberNode(whole.intValue());
            case Long whole -> toJson(whole.longValue());
            case BigInteger whole -> NODES.numberNode(whole);
            case BigDecimal exact -> NODES.numberNode(exact);
            default -> toJson(number.doubleValue());
        };
    }

    private static JsonNode toJson(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(number + " is not a JSON number");
        }
        if (number == Math.rint(number) && Math.abs(number) < LARGEST_EXACT_LONG) {
            return toJson((long) number);
        }
        return NODES.numberNode(BigDecimal.valueOf(number));
    }

    /// Makes the narrowest node, as the JSON parser does, so that equal numbers are equal nodes.
    private static JsonNode toJson(long number) {
        return number == (int) number ? NODES.numberNode((int) number) : NODES.numberNode(number);
    }
}
