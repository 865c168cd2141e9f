package aive.engine;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Which variables a flow assigns, found before its expressions are read because a state may come later than one that it precedes.
final class Scopes {

    private Scopes() {}

    /// The variables visible in a flow: its own and, in an inline Map or a Parallel, those of the outer ones.
    ///
    /// @param flow the object with `States`
    /// @throws DefinitionRefused if the flow assigns a variable of an outer scope, which AWS does not allow
    static Set<String> visible(Place flow, Set<String> outer) {
        Set<String> visible = new LinkedHashSet<>(outer);
        flow.required("States").object().values().stream().flatMap(Scopes::assigns).forEach(assign -> {
            for (Map.Entry<String, Place> variable : assign.object().entrySet()) {
                if (outer.contains(variable.getKey())) {
                    throw variable.getValue().refused("$%s belongs to an outer scope, which an inner one cannot assign".formatted(variable.getKey()));
                }
                checkName(variable.getKey(), variable.getValue());
                visible.add(variable.getKey());
            }
        });
        return visible;
    }

    private static Stream<Place> assigns(Place state) {
        Stream<Place> parts = Stream.of("Choices", "Catch").flatMap(part -> state.optional(part).stream()).flatMap(part -> part.array().stream());
        return Stream.concat(Stream.of(state), parts).flatMap(holder -> holder.optional("Assign").stream());
    }

    private static void checkName(String name, Place place) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,79}") || name.equals("states")) {
            throw place.refused("\"%s\" cannot be a variable: ASCII letters, digits, and _, not states, at most 80 characters".formatted(name));
        }
        if (ExpressionFunctions.isKnown(name)) {
            throw place.refused("$%s is a function; a variable of that name is not implemented".formatted(name));
        }
    }
}
