package aive.engine;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The `${…}` of a definition, which CloudFormation replaces on AWS: text for most, while those of functions stay for [DefinitionReader].
final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

    private final Set<String> functions;
    private final Map<String, String> substitutions;

    private Placeholders(Set<String> functions, Map<String, String> substitutions) {
        this.functions = functions;
        this.substitutions = substitutions;
    }

    static Place substitute(byte[] definition, Set<String> functions, Map<String, String> substitutions) {
        JsonNode root;
        try {
            root = JsonCodec.parse(definition);
        } catch (JacksonException e) {
            throw new DefinitionRefused("", "not JSON: " + e.getOriginalMessage());
        }
        return Place.root(new Placeholders(functions, substitutions).replace(Place.root(root)));
    }

    private JsonNode replace(Place place) {
        JsonNode node = place.node();
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            place.object().forEach((name, field) -> {
                if (PLACEHOLDER.matcher(name).find()) {
                    throw field.refused("a placeholder in a field's name is not implemented");
                }
                object.set(name, replace(field));
            });
            return object;
        }
        if (node.isArray()) {
            return new ArrayNode(JsonNodeFactory.instance, place.array().stream().map(this::replace).toList());
        }
        return node.isString() ? JsonNodeFactory.instance.stringNode(replaceIn(place)) : node;
    }

    private String replaceIn(Place place) {
        return PLACEHOLDER.matcher(place.text()).replaceAll(found -> {
            String name = found.group(1);
            if (functions.contains(name) && !place.pointer().endsWith("/FunctionName")) {
                throw place.refused("the function ${%s} may only stand as a FunctionName".formatted(name));
            }
            String text = functions.contains(name) ? found.group() : substitutions.get(name);
            if (text == null) {
                throw place.refused("${%s} is neither a function nor a substitution".formatted(name));
            }
            return Matcher.quoteReplacement(text);
        });
    }
}
