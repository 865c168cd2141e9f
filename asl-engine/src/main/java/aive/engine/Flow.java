package aive.engine;

import java.util.Map;

/// A `StartAt` with its `States`: the machine itself, a branch of a Parallel, or the processor of a Map.
///
/// @param states by name; every name that a state goes on to is among them
record Flow(String startAt, Map<String, State> states) {

    Flow {
        states = Map.copyOf(states);
    }

    State state(String name) {
        State state = states.get(name);
        if (state == null) {
            throw new IllegalArgumentException("no state \"" + name + "\" in this flow");
        }
        return state;
    }
}
