package aive.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Compares the JSONata library with results recorded from the reference implementation.
class ReferenceExpressionsTest {

    static List<Arguments> expressions() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(ReferenceExpressionsTest.class.getResourceAsStream("expressions.json"))) {
            JsonNode document = JsonCodec.parse(file.readAllBytes());
            return document.get("expressions").valueStream()
                    .map(entry -> Arguments.of(entry.get("expression").stringValue(), entry, document.get("input")))
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("expressions")
    void anExpressionHasTheSameResultAsInTheReference(String text, JsonNode entry, JsonNode input) {
        // given
        ObjectNode states = JsonNodeFactory.instance.objectNode();
        states.set("input", input);
        String source = text.replaceAll("\\binput\\b", "\\$states.input");
        DefinitionNode node = DefinitionNode.root(JsonNodeFactory.instance.stringNode("{% " + source + " %}"));
        Expression expression = Expression.parse(node, ExpressionScope.ofState(Set.of(), false));
        ExpressionFunctions functions = new ExpressionFunctions(new RecordingClock(), new SplittableRandom(1));
        Bindings bindings = new Bindings(functions, states, VariableValues.NONE);
        // when
        String value;
        try {
            value = expression.evaluate(bindings).map(JsonNode::toString).orElse("undefined");
        } catch (StateFailed _) {
            value = "error";
        }
        // then
        assertEquals(expected(entry), value);
    }

    private static String expected(JsonNode entry) {
        if (entry.has("error")) {
            return "error";
        }
        return entry.has("nothing") ? "undefined" : entry.get("value").toString();
    }
}
