package aive.engine;

import java.util.Map;

/// A `StartAt` with its `States`: a state machine, a branch of a Parallel, or the processor of a Map.
///
/// @param states states by name, including the target of every transition
record StateGraph(String startAt, Map<String, State> states) {

    StateGraph {
        states = Map.copyOf(states);
    }

    State state(String name) {
        State state = states.get(name);
        if (state == null) {
            throw new IllegalArgumentException("there is no state \"" + name + "\" in this graph");
        }
        return state;
    }
}
