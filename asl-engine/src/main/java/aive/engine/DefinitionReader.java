package aive.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads a state machine and its graphs from a definition, and checks names and transitions.
///
/// [StateReader] reads the states.
final class DefinitionReader {

    /// The largest number of seconds that AWS accepts in any field.
    static final int MAX_SECONDS = 99_999_999;

    private static final int MAX_NAME_LENGTH = 80;

    private final Set<String> functions;
    private final Map<String, String> pointersByStateName = new LinkedHashMap<>();

    /// @param functions the placeholders that name functions
    DefinitionReader(Set<String> functions) {
        this.functions = functions;
    }

    StateMachine read(String name, DefinitionNode machine) {
        machine.checkedAs(ObjectType.STATE_MACHINE);
        machine.required("QueryLanguage").oneOf("JSONata");
        if (machine.has("Version")) {
            machine.required("Version").oneOf("1.0");
        }
        checkComment(machine);
        Optional<Integer> timeout =
                machine.optional("TimeoutSeconds").map(seconds -> seconds.integer(1, MAX_SECONDS));
        return new StateMachine(name, graph(machine, ExpressionScope.ofState(Set.of(), false)), timeout);
    }

    /// Reads a `StartAt` with its `States`.
    ///
    /// @param outer the scope of the state that contains the graph
    StateGraph graph(DefinitionNode graph, ExpressionScope outer) {
        ExpressionScope scope =
                ExpressionScope.ofState(AssignedVariables.visibleIn(graph, outer.variables()), outer.mapItem());
        Map<String, DefinitionNode> nodes = graph.required("States").object();
        Map<String, State> states = new LinkedHashMap<>();
        StateReader reader = new StateReader(this, functions, scope);
        nodes.forEach((name, node) -> {
            checkName(name, node);
            states.put(name, reader.read(name, node));
        });
        checkTransitions(graph.required("StartAt"), nodes);
        return new StateGraph(graph.required("StartAt").text(), states);
    }

    static void checkComment(DefinitionNode node) {
        node.optional("Comment").ifPresent(DefinitionNode::text);
    }

    private void checkName(String name, DefinitionNode node) {
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
            throw node.invalid("the state name has %d characters; it must not be blank and have at most %d"
                    .formatted(name.length(), MAX_NAME_LENGTH));
        }
        String earlier = pointersByStateName.putIfAbsent(name, node.pointer());
        if (earlier != null) {
            throw node.invalid("the state name \"%s\" is already used at %s; state names are unique in a state machine"
                    .formatted(name, earlier));
        }
    }

    private static void checkTransitions(DefinitionNode startAt, Map<String, DefinitionNode> states) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<DefinitionNode> targets = new ArrayDeque<>(Set.of(startAt));
        while (!targets.isEmpty()) {
            DefinitionNode target = targets.remove();
            DefinitionNode state = states.get(target.text());
            if (state == null) {
                throw target.invalid("there is no state \"%s\" in the same States object".formatted(target.text()));
            }
            if (reached.add(target.text())) {
                targets(state).forEach(targets::add);
            }
        }
        states.forEach((name, node) -> {
            if (!reached.contains(name)) {
                throw node.invalid("the state \"%s\" is never reached".formatted(name));
            }
        });
    }

    /// Every field of a state that names a next state.
    private static Stream<DefinitionNode> targets(DefinitionNode state) {
        Stream<DefinitionNode> entries = Stream.of("Choices", "Catch")
                .flatMap(field -> state.optional(field).stream())
                .flatMap(list -> list.array().stream());
        return Stream.concat(
                Stream.of("Next", "Default").flatMap(field -> state.optional(field).stream()),
                entries.flatMap(entry -> entry.optional("Next").stream()));
    }
}
