package aive.engine;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Collects the names of the variables that the states of a graph assign.
///
/// This happens before the expressions are read, because a state may be defined before the state that assigns its
/// variables.
final class AssignedVariables {

    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]{0,79}";

    private AssignedVariables() {}

    /// The variables that are visible in a graph: those that it assigns, and those of the outer scopes.
    ///
    /// @param graph the object that has the field `States`
    /// @param outer the variables of the outer scopes
    /// @throws InvalidDefinition if the graph assigns a variable of an outer scope, which AWS does not allow
    static Set<String> visibleIn(DefinitionNode graph, Set<String> outer) {
        Set<String> visible = new LinkedHashSet<>(outer);
        graph.required("States").object().values().stream().flatMap(AssignedVariables::assigns).forEach(assign -> {
            for (Map.Entry<String, DefinitionNode> variable : assign.object().entrySet()) {
                if (outer.contains(variable.getKey())) {
                    throw variable.getValue().invalid(
                            "$%s is a variable of an outer scope; an inner scope cannot assign it"
                                    .formatted(variable.getKey()));
                }
                checkName(variable.getKey(), variable.getValue());
                visible.add(variable.getKey());
            }
        });
        return visible;
    }

    private static Stream<DefinitionNode> assigns(DefinitionNode state) {
        Stream<DefinitionNode> entries = Stream.of("Choices", "Catch")
                .flatMap(field -> state.optional(field).stream())
                .flatMap(list -> list.array().stream());
        return Stream.concat(Stream.of(state), entries).flatMap(holder -> holder.optional("Assign").stream());
    }

    private static void checkName(String name, DefinitionNode node) {
        if (!name.matches(NAME) || name.equals("states")) {
            throw node.invalid(
                    "\"%s\" is not a variable name: at most 80 ASCII letters, digits, and _, and not \"states\""
                            .formatted(name));
        }
        if (ExpressionFunctions.isKnown(name)) {
            throw node.invalid("$%s is a function; a variable with the name of a function is not implemented"
                    .formatted(name));
        }
    }
}
