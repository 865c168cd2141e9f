package aive.engine;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The names that an expression at a given place of a definition may refer to.
///
/// AWS gives `$states.context` more fields than this engine has. An expression may therefore use only complete paths to
/// fields that exist here; any other path makes the definition invalid.
///
/// @param states the fields that `$states` has at this place
/// @param mapItem whether `$states.context.Map.Item` exists at this place
/// @param variables the variables that are assigned in this scope or an outer one
record ExpressionScope(Set<String> states, boolean mapItem, Set<String> variables) {

    private static final Set<String> CONTEXT = Set.of(
            "Execution.Id", "Execution.Input", "Execution.Name", "Execution.StartTime",
            "State.EnteredTime", "State.Name", "State.RetryCount", "StateMachine.Id", "StateMachine.Name");
    private static final Set<String> MAP_ITEM = Set.of("Map.Item.Index", "Map.Item.Value");

    /// All paths below `$states.context` that this engine implements.
    static List<String> contextPaths() {
        return Stream.concat(CONTEXT.stream(), MAP_ITEM.stream()).sorted().toList();
    }

    /// The scope of a state that has no result yet.
    static ExpressionScope ofState(Set<String> variables, boolean mapItem) {
        return new ExpressionScope(Set.of("input", "context"), mapItem, variables);
    }

    ExpressionScope withResult() {
        return new ExpressionScope(Set.of("input", "context", "result"), mapItem, variables);
    }

    ExpressionScope withErrorOutput() {
        return new ExpressionScope(Set.of("input", "context", "errorOutput"), mapItem, variables);
    }

    ExpressionScope withMapItem() {
        return new ExpressionScope(states, true, variables);
    }

    /// @throws InvalidDefinition if the expression refers to a name that is not in this scope
    void check(ExpressionReferences references, DefinitionNode node) {
        for (String name : references.functions()) {
            if (!ExpressionFunctions.isKnown(name)) {
                throw node.invalid("the function $%s is not implemented".formatted(name));
            }
        }
        for (String name : references.variables()) {
            if (name.equals("$")) {
                throw node.invalid("$$ has no value in a state machine; use $states.input");
            }
            if (!variables.contains(name) && !ExpressionFunctions.isKnown(name)) {
                throw node.invalid("no state of this scope assigns the variable $%s".formatted(name));
            }
        }
        references.statesPaths().forEach(path -> checkPath(path, node));
    }

    private void checkPath(List<String> path, DefinitionNode node) {
        if (path.isEmpty() || !states.contains(path.getFirst())) {
            throw node.invalid("$states%s is not available here; available are: %s".formatted(
                    path.isEmpty() ? " as a whole" : "." + path.getFirst(),
                    String.join(", ", states.stream().sorted().map("$states."::concat).toList())));
        }
        if (path.getFirst().equals("context")) {
            String below = String.join(".", path.subList(1, path.size()));
            boolean implemented = CONTEXT.stream().anyMatch(known -> isAtOrBelow(below, known))
                    || (mapItem && MAP_ITEM.stream().anyMatch(known -> isAtOrBelow(below, known)));
            if (!implemented) {
                throw node.invalid("$states.context%s is not available here".formatted(
                        below.isEmpty() ? " as a whole" : "." + below));
            }
        }
    }

    private static boolean isAtOrBelow(String path, String known) {
        return path.equals(known) || path.startsWith(known + ".");
    }
}
