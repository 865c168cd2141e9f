package aive.engine;

/// One entry of a `Catch`: which errors go on where.
record Catcher(ErrorNames errors, After after) {}
