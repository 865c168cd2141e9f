package aive.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Walks one flow for one input, on one thread: from state to state, with retries, catchers, and variables.
final class FlowRun {

    private final Equipment equipment;
    private final ContextObject context;
    private final Strand strand;
    private Variables variables;

    /// @param variables what the flow begins with
    FlowRun(Equipment equipment, ContextObject context, Strand strand, Variables variables) {
        this.equipment = equipment;
        this.context = context;
        this.strand = strand;
        this.variables = variables;
    }

    /// The output of the state that the flow ends with.
    ///
    /// @throws StateFailed if a state fails and no catcher of this flow matches
    JsonNode run(Flow flow, JsonNode input) throws StateFailed, InterruptedException {
        JsonNode data = input;
        Optional<String> name = Optional.of(flow.startAt());
        while (name.isPresent()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped between states"); // states that never wait would not notice
            }
            State state = flow.state(name.get());
            strand.record(state.type() + "StateEntered", named(state).set("input", data));
            Step step = handled(state, data);
            strand.record(state.type() + "StateExited", named(state).set("output", step.output()));
            variables = variables.with(step.assigned());
            data = step.output();
            name = step.next();
        }
        return data;
    }

    /// Tries a state until it succeeds or its retriers give it up; then its catchers have their turn.
    private Step handled(State state, JsonNode input) throws StateFailed, InterruptedException {
        Instant entered = equipment.surroundings().time().now();
        Map<Retrier, Integer> retries = new HashMap<>();
        for (int retryCount = 0; ; retryCount++) {
            ObjectNode states = JsonNodeFactory.instance.objectNode();
            states.set("input", input);
            states.set("context", context.in(state, entered, retryCount));
            Bindings bindings = new Bindings(equipment.functions(), states, variables);
            try {
                return attempt(state, input, bindings);
            } catch (StateFailed failed) {
                Failure failure = failed.failure();
                if (failure.error().equals(Failure.QUERY_EVALUATION_ERROR)) {
                    strand.recordFailure("EvaluationFailed", failure);
                }
                Optional<Retrier> retrier = state.handling().retrier(failure.error());
                if (retrier.isPresent()) {
                    int retry = retries.merge(retrier.get(), 1, Integer::sum);
                    if (retry <= retrier.get().maxAttempts()) {
                        equipment.surroundings().time().sleep(retrier.get().delay(retry, equipment.random()));
                        continue;
                    }
                }
                Optional<Catcher> catcher = state.handling().catcher(failure.error());
                if (catcher.isEmpty()) {
                    throw failed;
                }
                ObjectNode errorOutput = failure.errorOutput();
                return step(state, catcher.get().after(), bindings.with("errorOutput", errorOutput), errorOutput);
            }
        }
    }

    private Step attempt(State state, JsonNode input, Bindings bindings) throws StateFailed, InterruptedException {
        return switch (state) {
            case State.Pass pass -> step(pass, pass.after(), bindings, input);
            case State.Task task -> {
                JsonNode result = call(task, bindings);
                yield step(task, task.after(), bindings.with("result", result), result);
            }
            case State.Choice choice -> choose(choice, input, bindings);
            case State.Wait wait -> {
                equipment.surroundings().time().sleep(Duration.ofSeconds(wait.seconds().integer(bindings, "Seconds", 0)));
                yield step(wait, wait.after(), bindings, input);
            }
            case State.Succeed succeed -> step(succeed, new After(Optional.empty(), succeed.output(), Optional.empty()), bindings, input);
            case State.Fail fail -> throw new StateFailed(
                    fail.error().isPresent() ? fail.error().get().text(bindings, "Error") : "",
                    fail.cause().isPresent() ? fail.cause().get().text(bindings, "Cause") : "");
            case State.Parallel parallel -> {
                JsonNode result = new ParallelRun(equipment, context, strand, variables).run(parallel, input, bindings);
                yield step(parallel, parallel.after(), bindings.with("result", result), result);
            }
            case State.InlineMap map -> {
                JsonNode result = new InlineMapRun(equipment, context, strand, variables).run(map, bindings);
                yield step(map, map.after(), bindings.with("result", result), result);
            }
            case State.DistributedMap map -> {
                JsonNode result = new DistributedMapRun(equipment, context, strand).run(map, bindings);
                yield step(map, map.after(), bindings.with("result", result), result);
            }
        };
    }

    private JsonNode call(State.Task task, Bindings bindings) throws StateFailed, InterruptedException {
        JsonNode payload = PayloadLimit.check(task.payload().fill(bindings), "payload of state \"%s\"".formatted(task.name()));
        Optional<Duration> limit = task.timeoutSeconds().isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(task.timeoutSeconds().get().integer(bindings, "TimeoutSeconds", 1)));
        strand.record("TaskScheduled", JsonNodeFactory.instance.objectNode().put("resource", task.function()).set("parameters", payload));
        try {
            JsonNode result = equipment.calls().call(task.function(), payload, limit, () -> strand.record("TaskStarted"));
            PayloadLimit.check(result, "result of state \"%s\"".formatted(task.name()));
            strand.record("TaskSucceeded", "output", result);
            return result;
        } catch (StateFailed failed) {
            boolean late = failed.failure().error().equals(Failure.TIMEOUT);
            strand.recordFailure(late ? "TaskTimedOut" : "TaskFailed", failed.failure());
            throw failed;
        }
    }

    private Step choose(State.Choice choice, JsonNode input, Bindings bindings) throws StateFailed {
        for (State.Choice.Rule rule : choice.rules()) {
            JsonNode holds = rule.condition().fill(bindings);
            if (!holds.isBoolean()) {
                throw StateFailed.query("the Condition is %s, neither true nor false".formatted(holds));
            }
            if (holds.booleanValue()) {
                return step(choice, rule.after(), bindings, input);
            }
        }
        After otherwise = choice.otherwise().orElseThrow(
                () -> new StateFailed("States.NoChoiceMatched", "no rule of \"%s\" holds, and it has no Default".formatted(choice.name())));
        return step(choice, otherwise, bindings, input);
    }

    /// Both `Assign` and `Output` see the variables as they were.
    private static Step step(State state, After after, Bindings bindings, JsonNode result) throws StateFailed {
        JsonNode assigned = after.assign().isPresent() ? after.assign().get().fill(bindings) : JsonNodeFactory.instance.objectNode();
        JsonNode output = after.output().isPresent() ? after.output().get().fill(bindings) : result;
        return new Step(
                PayloadLimit.check(assigned, "variables assigned by state \"%s\"".formatted(state.name())),
                PayloadLimit.check(output, "output of state \"%s\"".formatted(state.name())),
                after.next());
    }

    private static ObjectNode named(State state) {
        return JsonNodeFactory.instance.objectNode().put("name", state.name());
    }

    private record Step(JsonNode assigned, JsonNode output, Optional<String> next) {}
}
