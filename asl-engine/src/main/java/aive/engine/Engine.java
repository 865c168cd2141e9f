package aive.engine;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Runs executions of one state machine in this process, calling the functions' handlers directly.
///
/// What it implements, and how, is in `docs/reference/asl-subset.md`; anything else it refuses to load.
public final class Engine {

    private final Equipment equipment;

    private Engine(Equipment equipment) {
        this.equipment = equipment;
    }

    /// @param name name of the state machine
    /// @param definition the JSON of the definition
    /// @param functions the handlers by placeholder: `RenderChunkFunctionArn` for `"FunctionName": "${RenderChunkFunctionArn}"`
    /// @param substitutions text for every other placeholder
    /// @throws DefinitionRefused if a local run could differ from one on AWS
    public static Engine load(
            String name,
            byte[] definition,
            Map<String, RequestStreamHandler> functions,
            Map<String, String> substitutions,
            Surroundings surroundings) {
        StateMachine machine = StateMachine.load(name, definition, functions.keySet(), substitutions);
        SharedRandom random = new SharedRandom(surroundings.random());
        ExpressionFunctions expressionFunctions = new ExpressionFunctions(surroundings.time(), random);
        FunctionCalls calls = new FunctionCalls(functions, expressionFunctions, surroundings);
        return new Engine(new Equipment(machine, expressionFunctions, random, calls, surroundings));
    }

    /// Starts an execution and waits for its end.
    ///
    /// @see #start
    public Execution run(String executionName, JsonNode input) {
        Execution execution = start(executionName, input);
        execution.outcome();
        return execution;
    }

    /// Starts an execution and returns at once.
    ///
    /// @param executionName 1 to 80 ASCII letters, digits, `_`, and `-`
    /// @param input at most 256 KiB of JSON
    /// @throws IllegalArgumentException if AWS would refuse to start it
    public Execution start(String executionName, JsonNode input) {
        if (!executionName.matches("[A-Za-z0-9_-]{1,80}")) {
            throw new IllegalArgumentException("not a name of an execution: \"%s\"".formatted(executionName));
        }
        if (PayloadLimit.exceeds(input)) {
            throw new IllegalArgumentException("the input has %d bytes of JSON; at most %d are allowed".formatted(
                    JsonCodec.bytes(input).length, PayloadLimit.MAX_BYTES));
        }
        Surroundings surroundings = equipment.surroundings();
        Strand strand = new Strand(new History(executionName, surroundings.time(), surroundings.listener()), 0);
        ContextObject context = new ContextObject(
                equipment.machine().name(), executionName, input, surroundings.time().now(), Optional.empty());
        FlowRun run = new FlowRun(equipment, context, strand, Variables.NONE);
        Execution execution = new Execution(executionName, strand, run, equipment.machine(), input, surroundings.time());
        execution.start();
        return execution;
    }
}
