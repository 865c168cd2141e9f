package aive.engine;

import java.util.Optional;

/// What happens when a state, a choice rule, or a catcher is through.
///
/// @param assign an object of variables, if there is an `Assign`
/// @param output the output; without one it is the result, or the input of a state that has no result
/// @param next the next state; none where the flow ends
record After(Optional<Template> assign, Optional<Template> output, Optional<String> next) {}
