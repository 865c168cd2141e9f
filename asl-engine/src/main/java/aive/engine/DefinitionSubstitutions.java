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

/// Replaces the placeholders `${…}` of a definition with text, as CloudFormation does on AWS.
///
/// Placeholders of functions remain in the definition: [StateReader] reads the name of the function from them.
final class DefinitionSubstitutions {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

    private final Set<String> functions;
    private final Map<String, String> substitutions;

    private DefinitionSubstitutions(Set<String> functions, Map<String, String> substitutions) {
        this.functions = functions;
        this.substitutions = substitutions;
    }

    static DefinitionNode apply(byte[] definition, Set<String> functions, Map<String, String> substitutions) {
        JsonNode root;
        try {
            root = JsonCodec.parse(definition);
        } catch (JacksonException e) {
            throw new InvalidDefinition("", "the definition is not JSON: " + e.getOriginalMessage());
        }
        DefinitionSubstitutions definitionSubstitutions = new DefinitionSubstitutions(functions, substitutions);
        return DefinitionNode.root(definitionSubstitutions.replace(DefinitionNode.root(root)));
    }

    private JsonNode replace(DefinitionNode node) {
        JsonNode value = node.value();
        if (value.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            node.object().forEach((name, field) -> {
                if (PLACEHOLDER.matcher(name).find()) {
                    throw field.invalid("a placeholder in the name of a field is not implemented");
                }
                object.set(name, replace(field));
            });
            return object;
        }
        if (value.isArray()) {
            return new ArrayNode(JsonNodeFactory.instance, node.array().stream().map(this::replace).toList());
        }
        return value.isString() ? JsonNodeFactory.instance.stringNode(replaceInText(node)) : value;
    }

    private String replaceInText(DefinitionNode node) {
        return PLACEHOLDER.matcher(node.text()).replaceAll(found -> {
            String name = found.group(1);
            boolean isFunction = functions.contains(name);
            if (isFunction && !node.pointer().endsWith("/FunctionName")) {
                throw node.invalid("the function ${%s} is only allowed in FunctionName".formatted(name));
            }
            String text = isFunction ? found.group() : substitutions.get(name);
            if (text == null) {
                throw node.invalid("the placeholder ${%s} is not a function and has no substitution".formatted(name));
            }
            return Matcher.quoteReplacement(text);
        });
    }
}
