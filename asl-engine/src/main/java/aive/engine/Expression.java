package aive.engine;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One JSONata expression of a definition, parsed and checked when the definition is loaded; safe for use by many threads.
///
/// The library's parse tree is not meant for several threads at once, so each evaluation takes a tree of its own from a pool.
final class Expression {

    private static final long MAX_MILLIS = 30_000;
    private static final int MAX_DEPTH = 200;
    private static final String CAPTURE = "aive_result";

    private final String source;
    private final ExpressionText text;
    private final Queue<Jsonata> parsed = new ConcurrentLinkedQueue<>();

    private Expression(String source, ExpressionText text) {
        this.source = source;
        this.text = text;
    }

    /// Whether a string of a definition is an expression: the whole of it stands between `{%` and `%}`.
    ///
    /// @throws DefinitionRefused if only one end of it is marked
    static boolean isExpression(String string, Place place) {
        boolean starts = string.startsWith("{%");
        boolean ends = string.endsWith("%}");
        if (starts != ends || (starts && string.length() < 4)) {
            throw place.refused("a JSONata expression is the whole string between {% and %}");
        }
        return starts;
    }

    /// @throws DefinitionRefused if the expression is broken or refers to what is not there
    static Expression parse(Place place, Visible visible) {
        String string = place.text();
        String source = string.substring(2, string.length() - 2).strip();
        Expression expression = new Expression(source, ExpressionText.of(source));
        try {
            Jsonata.jsonata(source);
            expression.parsed.add(expression.parse());
        } catch (RuntimeException e) {
            throw place.refused("not a JSONata expression: " + e.getMessage());
        }
        visible.check(expression.text, place);
        return expression;
    }

    /// The value, or nothing where JSONata has nothing ("undefined").
    ///
    /// @throws StateFailed with `States.QueryEvaluationError`
    Optional<JsonNode> evaluate(Bindings bindings) throws StateFailed {
        Jsonata jsonata = Optional.ofNullable(parsed.poll()).orElseGet(this::parse);
        try {
            Captured captured = new Captured();
            Jsonata.Frame frame = jsonata.createFrame();
            frame.setRuntimeBounds(MAX_MILLIS, MAX_DEPTH);
            frame.bind(CAPTURE, captured.function());
            bindings.bindTo(frame, text);
            jsonata.evaluate(null, frame);
            parsed.add(jsonata);
            return captured.value;
        } catch (JException e) {
            throw failed(e.getDetailedErrorMessage());
        } catch (RuntimeException | StackOverflowError e) {
            throw failed(String.valueOf(e.getMessage()));
        }
    }

    /// The library forgets the difference between null and nothing when it hands its result out, so the value is taken before that.
    private Jsonata parse() {
        return Jsonata.jsonata("$" + CAPTURE + "(" + source + "\n)");
    }

    @Override
    public String toString() {
        return "{% " + source + " %}";
    }

    private StateFailed failed(@Nullable String why) {
        return StateFailed.query("the expression %s failed: %s".formatted(this, why));
    }

    private static final class Captured {

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
