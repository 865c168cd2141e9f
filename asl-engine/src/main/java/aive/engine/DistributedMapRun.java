package aive.engine;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Runs each item of a distributed Map as a child execution, with a history of its own and nothing of the parent's but its input.
///
/// Nothing may fail: the first child that does ends the Map with `States.ExceedToleratedFailureThreshold`, whose [Failure#child] is the child's.
record DistributedMapRun(Equipment equipment, ContextObject context, Strand strand) {

    JsonNode run(State.DistributedMap map, Bindings bindings) throws StateFailed, InterruptedException {
        MapItems items = MapItems.of(map.name(), map.iterations(), bindings, equipment.surroundings());
        strand.record("MapStateStarted", JsonNodeFactory.instance.objectNode().put("length", items.values().size()));
        strand.record("MapRunStarted");
        try {
            List<JsonNode> results = Siblings.run(items.values().size(), items.atOnce(), index -> child(map, items.input(index, bindings)));
            JsonNode result = PayloadLimit.check(
                    new ArrayNode(JsonNodeFactory.instance, results), "result of state \"%s\"".formatted(map.name()));
            strand.record("MapRunSucceeded");
            strand.record("MapStateSucceeded");
            return result;
        } catch (StateFailed failed) {
            strand.recordFailure("MapRunFailed", failed.failure());
            strand.recordFailure("MapStateFailed", failed.failure());
            throw failed;
        } catch (InterruptedException e) {
            strand.record("MapRunAborted");
            strand.record("MapStateAborted");
            throw e;
        }
    }

    private JsonNode child(State.DistributedMap map, JsonNode input) throws StateFailed, InterruptedException {
        String name = equipment.functions().uuid();
        ContextObject own = new ContextObject(
                context.machine() + "/" + map.label(), name, input, equipment.surroundings().time().now(), Optional.empty());
        Strand childStrand = new Strand(strand.history().startChild(name), 0);
        childStrand.record("ExecutionStarted", "input", input);
        try {
            JsonNode output = new FlowRun(equipment, own, childStrand, Variables.NONE).run(map.iterations().processor(), input);
            childStrand.record("ExecutionSucceeded", "output", output);
            return output;
        } catch (StateFailed failed) {
            childStrand.recordFailure("ExecutionFailed", failed.failure());
            throw new StateFailed(new Failure(
                    "States.ExceedToleratedFailureThreshold",
                    "The specified tolerated failure threshold was exceeded",
                    Optional.of(failed.failure())));
        } catch (InterruptedException e) {
            childStrand.record("ExecutionAborted");
            throw e;
        }
    }
}
