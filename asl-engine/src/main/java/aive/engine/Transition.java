package aive.engine;

import java.util.Optional;

/// The `Assign`, `Output`, and `Next` of a state, a choice rule, or a catcher.
///
/// @param assign an object of variables; empty if there is no `Assign`
/// @param output empty if there is no `Output`: the output is then the state's result, or its input if it has no result
/// @param next the next state; empty if the state ends its graph
record Transition(Optional<Template> assign, Optional<Template> output, Optional<String> next) {}
