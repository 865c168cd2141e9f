package aive.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads a definition from the outside in: the machine, its flows, and how their states hang together. [StateReader] reads the states.
final class DefinitionReader {

    /// AWS's bound on seconds of any kind.
    static final int MAX_SECONDS = 99_999_999;

    private final Set<String> functions;
    private final Map<String, String> pointersByStateName = new LinkedHashMap<>();

    /// @param functions the placeholders that name functions
    DefinitionReader(Set<String> functions) {
        this.functions = functions;
    }

    StateMachine read(String name, Place machine) {
        machine.as(Shape.STATE_MACHINE);
        machine.required("QueryLanguage").oneOf("JSONata");
        if (machine.has("Version")) {
            machine.required("Version").oneOf("1.0");
        }
        checkComment(machine);
        Optional<Integer> timeout = machine.optional("TimeoutSeconds").map(seconds -> seconds.integer(1, MAX_SECONDS));
        return new StateMachine(name, flow(machine, Visible.in(Set.of(), false)), timeout);
    }

    /// A `StartAt` with its `States`.
    ///
    /// @param outer what is visible around it
    Flow flow(Place flow, Visible outer) {
        Visible visible = Visible.in(Scopes.visible(flow, outer.variables()), outer.mapItem());
        Map<String, Place> places = flow.required("States").object();
        Map<String, State> states = new LinkedHashMap<>();
        StateReader reader = new StateReader(this, functions, visible);
        places.forEach((name, place) -> {
            checkName(name, place);
            states.put(name, reader.read(name, place));
        });
        checkTransitions(flow.required("StartAt"), places);
        return new Flow(flow.required("StartAt").text(), states);
    }

    static void checkComment(Place place) {
        place.optional("Comment").ifPresent(Place::text);
    }

    private void checkName(String name, Place place) {
        if (name.isBlank() || name.length() > 80) {
            throw place.refused("a state's name has 1 to 80 characters");
        }
        String earlier = pointersByStateName.putIfAbsent(name, place.pointer());
        if (earlier != null) {
            throw place.refused("the state \"%s\" is also at %s; names are unique in the whole machine".formatted(name, earlier));
        }
    }

    private static void checkTransitions(Place startAt, Map<String, Place> states) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<Place> targets = new ArrayDeque<>(Set.of(startAt));
        while (!targets.isEmpty()) {
            Place target = targets.remove();
            Place state = states.get(target.text());
            if (state == null) {
                throw target.refused("there is no state \"%s\" in this flow".formatted(target.text()));
            }
            if (reached.add(target.text())) {
                transitions(state).forEach(targets::add);
            }
        }
        states.forEach((name, place) -> {
            if (!reached.contains(name)) {
                throw place.refused("the state \"%s\" is never reached".formatted(name));
            }
        });
    }

    private static Stream<Place> transitions(Place state) {
        Stream<Place> parts = Stream.of("Choices", "Catch").flatMap(part -> state.optional(part).stream()).flatMap(part -> part.array().stream());
        return Stream.concat(
                Stream.of("Next", "Default").flatMap(field -> state.optional(field).stream()),
                parts.flatMap(part -> part.optional("Next").stream()));
    }
}
