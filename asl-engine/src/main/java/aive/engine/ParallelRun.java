package aive.engine;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Runs the branches of a Parallel at once; the first to fail stops the others, and its error is the state's.
record ParallelRun(Equipment equipment, ContextObject context, Strand strand, Variables variables) {

    JsonNode run(State.Parallel parallel, JsonNode input, Bindings bindings) throws StateFailed, InterruptedException {
        JsonNode argument = parallel.arguments().isPresent() ? parallel.arguments().get().fill(bindings) : input;
        PayloadLimit.check(argument, "Arguments of state \"%s\"".formatted(parallel.name()));
        List<Flow> branches = parallel.branches();
        strand.record("ParallelStateStarted");
        try {
            List<JsonNode> results = Siblings.run(branches.size(), branches.size(), branch ->
                    new FlowRun(equipment, context, strand.fork(), variables).run(branches.get(branch), argument));
            JsonNode result = PayloadLimit.check(
                    new ArrayNode(JsonNodeFactory.instance, results), "result of state \"%s\"".formatted(parallel.name()));
            strand.record("ParallelStateSucceeded");
            return result;
        } catch (StateFailed failed) {
            strand.recordFailure("ParallelStateFailed", failed.failure());
            throw failed;
        } catch (InterruptedException e) {
            strand.record("ParallelStateAborted");
            throw e;
        }
    }
}
