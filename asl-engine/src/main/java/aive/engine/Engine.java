package aive.engine;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Runs executions of one state machine in this process and calls the handlers of its functions directly.
///
/// `docs/reference/asl-subset.md` lists what the engine implements. It rejects a definition that uses anything else.
public final class Engine {

    private final EngineComponents components;

    private Engine(EngineComponents components) {
        this.components = components;
    }

    /// @param name name of the state machine
    /// @param definition the JSON of the definition
    /// @param functions handlers by placeholder: `WorkFunctionArn` for `"FunctionName": "${WorkFunctionArn}"`
    /// @param substitutions text for every other placeholder
    /// @throws InvalidDefinition if a local run could differ from a run on AWS
    public static Engine load(
            String name,
            byte[] definition,
            Map<String, RequestStreamHandler> functions,
            Map<String, String> substitutions,
            EngineSettings settings) {
        StateMachine machine = StateMachine.load(name, definition, functions.keySet(), substitutions);
        SynchronizedRandom random = new SynchronizedRandom(settings.random());
        ExpressionFunctions expressionFunctions = new ExpressionFunctions(settings.clock(), random);
        LambdaInvoker lambda = new LambdaInvoker(functions, expressionFunctions, settings);
        return new Engine(new EngineComponents(machine, expressionFunctions, random, lambda, settings));
    }

    /// Starts an execution and waits for its end.
    ///
    /// @see #start
    public Execution run(String executionName, JsonNode input) {
        Execution execution = start(executionName, input);
        execution.outcome();
        return execution;
    }

    /// Starts an execution and returns without waiting for its end.
    ///
    /// @param executionName 1 to 80 ASCII letters, digits, `_`, and `-`
    /// @param input at most 256 KiB of JSON
    /// @throws IllegalArgumentException if AWS would not start the execution
    public Execution start(String executionName, JsonNode input) {
        if (!executionName.matches("[A-Za-z0-9_-]{1,80}")) {
            throw new IllegalArgumentException(
                    "the execution name is \"%s\"; it must be 1 to 80 ASCII letters, digits, _, and -"
                            .formatted(executionName));
        }
        int bytes = JsonCodec.bytes(input).length;
        if (bytes > PayloadLimit.MAX_BYTES) {
            throw new IllegalArgumentException("the execution input has %d bytes of JSON; at most %d are allowed"
                    .formatted(bytes, PayloadLimit.MAX_BYTES));
        }
        EngineSettings settings = components.settings();
        EventRecorder recorder =
                new EventRecorder(new ExecutionHistory(executionName, settings.clock(), settings.listener()), 0);
        StateMachine machine = components.machine();
        ContextObject context =
                new ContextObject(machine.name(), executionName, input, settings.clock().now(), Optional.empty());
        StateGraphRun run = new StateGraphRun(components, context, recorder, VariableValues.NONE);
        Execution execution = new Execution(executionName, recorder, run, machine, input, settings.clock());
        execution.start();
        return execution;
    }
}
