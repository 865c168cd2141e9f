package aive.engine;

/// One entry of a `Catch`: the errors that it matches and the transition that follows.
record Catcher(ErrorNames errors, Transition transition) {}
