package aive.engine;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What an expression at some place of a definition may refer to.
///
/// AWS gives `$states.context` more fields than are modelled here, so only whole paths to modelled ones are let through: a definition that
/// reads anything else is refused instead of seeing something different.
///
/// @param states the fields of `$states` that exist at this place
/// @param mapItem whether `$states.context.Map.Item` exists at this place
/// @param variables the variables that are assigned in this scope or an outer one
record Visible(Set<String> states, boolean mapItem, Set<String> variables) {

    private static final Set<String> CONTEXT = Set.of("Execution.Id", "Execution.Input", "Execution.Name", "Execution.StartTime",
            "State.EnteredTime", "State.Name", "State.RetryCount", "StateMachine.Id", "StateMachine.Name");
    private static final Set<String> MAP_ITEM = Set.of("Map.Item.Index", "Map.Item.Value");

    /// The paths below `$states.context` that are modelled somewhere.
    static List<String> contextPaths() {
        return Stream.concat(CONTEXT.stream(), MAP_ITEM.stream()).sorted().toList();
    }

    /// In the body of a state, before it has a result.
    static Visible in(Set<String> variables, boolean mapItem) {
        return new Visible(Set.of("input", "context"), mapItem, variables);
    }

    Visible withResult() {
        return new Visible(Set.of("input", "context", "result"), mapItem, variables);
    }

    Visible withErrorOutput() {
        return new Visible(Set.of("input", "context", "errorOutput"), mapItem, variables);
    }

    Visible withMapItem() {
        return new Visible(states, true, variables);
    }

    void check(ExpressionText text, Place place) {
        for (String name : text.called()) {
            if (!ExpressionFunctions.isKnown(name)) {
                throw place.refused("the function $%s is not implemented".formatted(name));
            }
        }
        for (String name : text.mentioned()) {
            if (name.equals("$")) {
                throw place.refused("$$ is nothing in a state machine");
            }
            if (!variables.contains(name) && !ExpressionFunctions.isKnown(name)) {
                throw place.refused("the variable $%s is assigned nowhere in this scope".formatted(name));
            }
        }
        text.statesPaths().forEach(path -> check(path, place));
    }

    private void check(List<String> path, Place place) {
        if (path.isEmpty() || !states.contains(path.getFirst())) {
            throw place.refused("$states%s is not available here, only %s".formatted(
                    path.isEmpty() ? " as a whole" : "." + path.getFirst(),
                    String.join(", ", states.stream().sorted().map("$states."::concat).toList())));
        }
        if (path.getFirst().equals("context")) {
            String below = String.join(".", path.subList(1, path.size()));
            boolean modelled = CONTEXT.stream().anyMatch(known -> isAtOrBelow(below, known))
                    || (mapItem && MAP_ITEM.stream().anyMatch(known -> isAtOrBelow(below, known)));
            if (!modelled) {
                throw place.refused("$states.context%s is not modelled here".formatted(below.isEmpty() ? " as a whole" : "." + below));
            }
        }
    }

    private static boolean isAtOrBelow(String path, String known) {
        return path.equals(known) || path.startsWith(known + ".");
    }
}
