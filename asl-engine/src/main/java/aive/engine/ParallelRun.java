package aive.engine;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Runs the branches of a Parallel.
///
/// The first failed branch stops the others. The state fails with the error of that branch.
record ParallelRun(
        EngineComponents components, ContextObject context, EventRecorder recorder, VariableValues variables) {

    JsonNode run(State.Parallel parallel, JsonNode input, Bindings bindings) throws StateFailed, InterruptedException {
        JsonNode argument = parallel.arguments().isPresent() ? parallel.arguments().get().evaluate(bindings) : input;
        PayloadLimit.check(argument, "value of Arguments of state \"%s\"".formatted(parallel.name()));
        List<StateGraph> branches = parallel.branches();
        recorder.record("ParallelStateStarted");
        try {
            List<JsonNode> results = FailFastExecutor.run(branches.size(), branches.size(), branch ->
                    new StateGraphRun(components, context, recorder.fork(), variables)
                            .run(branches.get(branch), argument));
            JsonNode result = PayloadLimit.check(
                    new ArrayNode(JsonNodeFactory.instance, results),
                    "result of state \"%s\"".formatted(parallel.name()));
            recorder.record("ParallelStateSucceeded");
            return result;
        } catch (StateFailed failed) {
            recorder.recordFailure("ParallelStateFailed", failed.errorOutput());
            throw failed;
        } catch (InterruptedException e) {
            recorder.record("ParallelStateAborted");
            throw e;
        }
    }
}
