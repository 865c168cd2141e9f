package aive.engine;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Runs a distributed Map: each item is a child execution with its own history, context object, and variables.
///
/// No failure is tolerated: the first failed child fails the Map with `States.ExceedToleratedFailureThreshold`.
/// [ErrorOutput#child] of that error holds the child's own error.
record DistributedMapRun(EngineComponents components, ContextObject context, EventRecorder recorder) {

    JsonNode run(State.DistributedMap map, Bindings bindings) throws StateFailed, InterruptedException {
        MapItems items = MapItems.of(map.name(), map.map(), bindings, components.settings());
        int count = items.values().size();
        recorder.record("MapStateStarted", JsonNodeFactory.instance.objectNode().put("length", count));
        recorder.record("MapRunStarted");
        try {
            List<JsonNode> results = FailFastExecutor.run(
                    count, items.maxConcurrency(), index -> runChild(map, items.input(index, bindings)));
            JsonNode result = PayloadLimit.check(
                    new ArrayNode(JsonNodeFactory.instance, results), "result of state \"%s\"".formatted(map.name()));
            recorder.record("MapRunSucceeded");
            recorder.record("MapStateSucceeded");
            return result;
        } catch (StateFailed failed) {
            recorder.recordFailure("MapRunFailed", failed.errorOutput());
            recorder.recordFailure("MapStateFailed", failed.errorOutput());
            throw failed;
        } catch (InterruptedException e) {
            recorder.record("MapRunAborted");
            recorder.record("MapStateAborted");
            throw e;
        }
    }

    private JsonNode runChild(State.DistributedMap map, JsonNode input) throws StateFailed, InterruptedException {
        String name = components.expressionFunctions().uuid();
        ContextObject childContext = new ContextObject(
                context.machine() + "/" + map.label(),
                name,
                input,
                components.settings().clock().now(),
                Optional.empty());
        EventRecorder childRecorder = new EventRecorder(recorder.history().startChild(name), 0);
        childRecorder.record("ExecutionStarted", "input", input);
        try {
            JsonNode output = new StateGraphRun(components, childContext, childRecorder, VariableValues.NONE)
                    .run(map.map().processor(), input);
            childRecorder.record("ExecutionSucceeded", "output", output);
            return output;
        } catch (StateFailed failed) {
            childRecorder.recordFailure("ExecutionFailed", failed.errorOutput());
            throw new StateFailed(new ErrorOutput(
                    "States.ExceedToleratedFailureThreshold",
                    "The specified tolerated failure threshold was exceeded",
                    Optional.of(failed.errorOutput())));
        } catch (InterruptedException e) {
            childRecorder.record("ExecutionAborted");
            throw e;
        }
    }
}
