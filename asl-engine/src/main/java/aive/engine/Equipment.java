package aive.engine;

/// What every flow of an engine's executions works with.
record Equipment(StateMachine machine, ExpressionFunctions functions, SharedRandom random, FunctionCalls calls, Surroundings surroundings) {}
