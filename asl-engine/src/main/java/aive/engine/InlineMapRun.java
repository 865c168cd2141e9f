package aive.engine;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Runs the iterations of an inline Map.
///
/// The first failed iteration stops the others. The state fails with the error of that iteration.
record InlineMapRun(
        EngineComponents components, ContextObject context, EventRecorder recorder, VariableValues variables) {

    JsonNode run(State.InlineMap map, Bindings bindings) throws StateFailed, InterruptedException {
        MapItems items = MapItems.of(map.name(), map.map(), bindings, components.settings());
        int count = items.values().size();
        recorder.record("MapStateStarted", JsonNodeFactory.instance.objectNode().put("length", count));
        try {
            List<JsonNode> results = FailFastExecutor.run(
                    count, items.maxConcurrency(), index -> runIteration(map, items, index, bindings));
            JsonNode result = PayloadLimit.check(
                    new ArrayNode(JsonNodeFactory.instance, results), "result of state \"%s\"".formatted(map.name()));
            recorder.record("MapStateSucceeded");
            return result;
        } catch (StateFailed failed) {
            recorder.recordFailure("MapStateFailed", failed.errorOutput());
            throw failed;
        } catch (InterruptedException e) {
            recorder.record("MapStateAborted");
            throw e;
        }
    }

    private JsonNode runIteration(State.InlineMap map, MapItems items, int index, Bindings bindings)
            throws StateFailed, InterruptedException {
        EventRecorder iterationRecorder = recorder.fork();
        iterationRecorder.record("MapIterationStarted", details(map, index));
        try {
            ContextObject iterationContext = context.withItem(index, items.values().get(index));
            JsonNode output = new StateGraphRun(components, iterationContext, iterationRecorder, variables)
                    .run(map.map().processor(), items.input(index, bindings));
            iterationRecorder.record("MapIterationSucceeded", details(map, index));
            return output;
        } catch (StateFailed failed) {
            iterationRecorder.recordFailure("MapIterationFailed", failed.errorOutput(), details(map, index));
            throw failed;
        } catch (InterruptedException e) {
            iterationRecorder.record("MapIterationAborted", details(map, index));
            throw e;
        }
    }

    private static ObjectNode details(State.InlineMap map, int index) {
        return JsonNodeFactory.instance.objectNode().put("name", map.name()).put("index", index);
    }
}
