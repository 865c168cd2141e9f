package aive.engine;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A JSONata expression of a definition, parsed and checked. Safe for use by several threads.
///
/// A parse tree of the JSONata library is not thread-safe, so each evaluation takes a tree of its own from a pool.
final class Expression {

    private static final long MAX_MILLIS = 30_000;
    private static final int MAX_DEPTH = 200;
    private static final String CAPTURE = "engine_result";

    private final String source;
    private final ExpressionReferences references;
    private final Queue<Jsonata> parseTrees = new ConcurrentLinkedQueue<>();

    private Expression(String source, ExpressionReferences references) {
        this.source = source;
        this.references = references;
    }

    /// Whether a string of a definition is an expression: it begins with `{%` and ends with `%}`.
    ///
    /// @throws InvalidDefinition if the string has only one of the two marks
    static boolean isExpression(String string, DefinitionNode node) {
        boolean starts = string.startsWith("{%");
        boolean ends = string.endsWith("%}");
        if (starts != ends || (starts && string.length() < 4)) {
            throw node.invalid("a JSONata expression must begin with {% and end with %}");
        }
        return starts;
    }

    /// @throws InvalidDefinition if the expression has a syntax error or refers to a name that is not in scope
    static Expression parse(DefinitionNode node, ExpressionScope scope) {
        String string = node.text();
        String source = string.substring(2, string.length() - 2).strip();
        Expression expression = new Expression(source, ExpressionReferences.of(source));
        try {
            Jsonata.jsonata(source);
            expression.parseTrees.add(expression.newParseTree());
        } catch (RuntimeException e) {
            throw node.invalid("not a valid JSONata expression: " + e.getMessage());
        }
        scope.check(expression.references, node);
        return expression;
    }

    /// The value of the expression; empty if the value is undefined in JSONata.
    ///
    /// @throws StateFailed with `States.QueryEvaluationError`
    Optional<JsonNode> evaluate(Bindings bindings) throws StateFailed {
        Jsonata jsonata = Optional.ofNullable(parseTrees.poll()).orElseGet(this::newParseTree);
        try {
            ResultCapture capture = new ResultCapture();
            Jsonata.Frame frame = jsonata.createFrame();
            frame.setRuntimeBounds(MAX_MILLIS, MAX_DEPTH);
            frame.bind(CAPTURE, capture.function());
            bindings.bindTo(frame, references);
            jsonata.evaluate(null, frame);
            parseTrees.add(jsonata);
            return capture.value;
        } catch (JException e) {
            throw failed(e.getDetailedErrorMessage());
        } catch (RuntimeException | StackOverflowError e) {
            throw failed(String.valueOf(e.getMessage()));
        }
    }

    /// Parses the expression as the argument of a function that captures its value.
    ///
    /// The library's `evaluate` returns Java's null for both JSON's null and undefined; the function can tell them
    /// apart.
    private Jsonata newParseTree() {
        return Jsonata.jsonata("$" + CAPTURE + "(" + source + "\n)");
    }

    @Override
    public String toString() {
        return "{% " + source + " %}";
    }

    private StateFailed failed(@Nullable String reason) {
        return StateFailed.query("the expression %s failed: %s".formatted(this, reason));
    }

    private static final class ResultCapture {

        private Optional<JsonNode> value = Optional.empty();

        Jsonata.JFunction function() {
            return new Jsonata.JFunction((_, arguments) -> {
                Object argument = arguments.isEmpty() ? null : arguments.getFirst();
                value = Optional.ofNullable(argument).map(JsonataValues::toJson);
                return null;
            }, null);
        }
    }
}
