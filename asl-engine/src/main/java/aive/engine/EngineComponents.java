package aive.engine;

/// The objects that all executions of one engine share.
record EngineComponents(
        StateMachine machine,
        ExpressionFunctions expressionFunctions,
        SynchronizedRandom random,
        LambdaInvoker lambda,
        EngineSettings settings) {}
