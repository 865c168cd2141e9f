package aive.engine;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Runs the iterations of an inline Map inside its own execution; the first to fail stops the others, and its error is the state's.
record InlineMapRun(Equipment equipment, ContextObject context, Strand strand, Variables variables) {

    JsonNode run(State.InlineMap map, Bindings bindings) throws StateFailed, InterruptedException {
        MapItems items = MapItems.of(map.name(), map.iterations(), bindings, equipment.surroundings());
        strand.record("MapStateStarted", JsonNodeFactory.instance.objectNode().put("length", items.values().size()));
        try {
            List<JsonNode> results = Siblings.run(items.values().size(), items.atOnce(), index -> iteration(map, items, index, bindings));
            JsonNode result = PayloadLimit.check(
                    new ArrayNode(JsonNodeFactory.instance, results), "result of state \"%s\"".formatted(map.name()));
            strand.record("MapStateSucceeded");
            return result;
        } catch (StateFailed failed) {
            strand.recordFailure("MapStateFailed", failed.failure());
            throw failed;
        } catch (InterruptedException e) {
            strand.record("MapStateAborted");
            throw e;
        }
    }

    private JsonNode iteration(State.InlineMap map, MapItems items, int index, Bindings bindings) throws StateFailed, InterruptedException {
        Strand own = strand.fork();
        own.record("MapIterationStarted", at(map, index));
        try {
            ContextObject inside = context.withItem(index, items.values().get(index));
            JsonNode output = new FlowRun(equipment, inside, own, variables).run(map.iterations().processor(), items.input(index, bindings));
            own.record("MapIterationSucceeded", at(map, index));
            return output;
        } catch (StateFailed failed) {
            own.recordFailure("MapIterationFailed", failed.failure(), at(map, index));
            throw failed;
        } catch (InterruptedException e) {
            own.record("MapIterationAborted", at(map, index));
            throw e;
        }
    }

    private static ObjectNode at(State.InlineMap map, int index) {
        return JsonNodeFactory.instance.objectNode().put("name", map.name()).put("index", index);
    }
}
