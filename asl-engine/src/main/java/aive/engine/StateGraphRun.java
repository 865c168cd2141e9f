package aive.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Runs the states of one graph for one input, on one thread, with their retries, catchers, and variables.
final class StateGraphRun {

    private final EngineComponents components;
    private final ContextObject context;
    private final EventRecorder recorder;
    private VariableValues variables;

    /// @param variables the variables at the start of the graph
    StateGraphRun(
            EngineComponents components, ContextObject context, EventRecorder recorder, VariableValues variables) {
        this.components = components;
        this.context = context;
        this.recorder = recorder;
        this.variables = variables;
    }

    /// Returns the output of the state that ends the graph.
    ///
    /// @throws StateFailed if a state fails and no catcher of this graph matches
    JsonNode run(StateGraph graph, JsonNode input) throws StateFailed, InterruptedException {
        JsonNode data = input;
        Optional<String> name = Optional.of(graph.startAt());
        while (name.isPresent()) {
            if (Thread.interrupted()) {
                // A loop of states that never wait, such as Pass, would not notice an interruption otherwise.
                throw new InterruptedException("stopped between two states");
            }
            State state = graph.state(name.get());
            recorder.record(state.type() + "StateEntered", named(state).set("input", data));
            StateResult result = runState(state, data);
            recorder.record(state.type() + "StateExited", named(state).set("output", result.output()));
            variables = variables.with(result.assigned());
            data = result.output();
            name = result.next();
        }
        return data;
    }

    /// Attempts a state until it succeeds or no retrier allows another attempt; then applies a catcher.
    private StateResult runState(State state, JsonNode input) throws StateFailed, InterruptedException {
        EngineClock clock = components.settings().clock();
        Instant entered = clock.now();
        Map<Retrier, Integer> retries = new HashMap<>();
        for (int retryCount = 0; ; retryCount++) {
            ObjectNode states = JsonNodeFactory.instance.objectNode();
            states.set("input", input);
            states.set("context", context.forState(state, entered, retryCount));
            Bindings bindings = new Bindings(components.expressionFunctions(), states, variables);
            try {
                return attempt(state, input, bindings);
            } catch (StateFailed failed) {
                ErrorOutput errorOutput = failed.errorOutput();
                if (errorOutput.error().equals(ErrorOutput.QUERY_EVALUATION_ERROR)) {
                    recorder.recordFailure("EvaluationFailed", errorOutput);
                }
                Optional<Retrier> retrier = state.errorHandling().retrier(errorOutput.error());
                if (retrier.isPresent()) {
                    int retry = retries.merge(retrier.get(), 1, Integer::sum);
                    if (retry <= retrier.get().maxAttempts()) {
                        clock.sleep(retrier.get().delay(retry, components.random()));
                        continue;
                    }
                }
                Optional<Catcher> catcher = state.errorHandling().catcher(errorOutput.error());
                if (catcher.isEmpty()) {
                    throw failed;
                }
                ObjectNode json = errorOutput.toJson();
                return finish(state, catcher.get().transition(), bindings.with("errorOutput", json), json);
            }
        }
    }

    private StateResult attempt(State state, JsonNode input, Bindings bindings)
            throws StateFailed, InterruptedException {
        return switch (state) {
            case State.Pass pass -> finish(pass, pass.transition(), bindings, input);
            case State.Task task -> finishWithResult(task, task.transition(), bindings, invoke(task, bindings));
            case State.Choice choice -> choose(choice, input, bindings);
            case State.Wait wait -> {
                int seconds = wait.seconds().integer(bindings, "Seconds", 0);
                components.settings().clock().sleep(Duration.ofSeconds(seconds));
                yield finish(wait, wait.transition(), bindings, input);
            }
            case State.Succeed succeed -> {
                Transition end = new Transition(Optional.empty(), succeed.output(), Optional.empty());
                yield finish(succeed, end, bindings, input);
            }
            case State.Fail fail -> throw new StateFailed(
                    fail.error().isPresent() ? fail.error().get().text(bindings, "Error") : "",
                    fail.cause().isPresent() ? fail.cause().get().text(bindings, "Cause") : "");
            case State.Parallel parallel -> {
                ParallelRun run = new ParallelRun(components, context, recorder, variables);
                yield finishWithResult(parallel, parallel.transition(), bindings, run.run(parallel, input, bindings));
            }
            case State.InlineMap map -> {
                InlineMapRun run = new InlineMapRun(components, context, recorder, variables);
                yield finishWithResult(map, map.transition(), bindings, run.run(map, bindings));
            }
            case State.DistributedMap map -> {
                DistributedMapRun run = new DistributedMapRun(components, context, recorder);
                yield finishWithResult(map, map.transition(), bindings, run.run(map, bindings));
            }
        };
    }

    private JsonNode invoke(State.Task task, Bindings bindings) throws StateFailed, InterruptedException {
        JsonNode payload =
                PayloadLimit.check(task.payload().evaluate(bindings), "payload of state \"%s\"".formatted(task.name()));
        Optional<Duration> timeout = task.timeoutSeconds().isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(task.timeoutSeconds().get().integer(bindings, "TimeoutSeconds", 1)));
        recorder.record("TaskScheduled", JsonNodeFactory.instance.objectNode()
                .put("resource", task.function())
                .set("parameters", payload));
        try {
            JsonNode result = components.lambda()
                    .invoke(task.function(), payload, timeout, () -> recorder.record("TaskStarted"));
            PayloadLimit.check(result, "result of state \"%s\"".formatted(task.name()));
            recorder.record("TaskSucceeded", "output", result);
            return result;
        } catch (StateFailed failed) {
            boolean timedOut = failed.errorOutput().error().equals(ErrorOutput.TIMEOUT);
            recorder.recordFailure(timedOut ? "TaskTimedOut" : "TaskFailed", failed.errorOutput());
            throw failed;
        }
    }

    private StateResult choose(State.Choice choice, JsonNode input, Bindings bindings) throws StateFailed {
        for (State.Choice.Rule rule : choice.rules()) {
            JsonNode condition = rule.condition().evaluate(bindings);
            if (!condition.isBoolean()) {
                throw StateFailed.query("the Condition is %s; it must be true or false".formatted(condition));
            }
            if (condition.booleanValue()) {
                return finish(choice, rule.transition(), bindings, input);
            }
        }
        Transition defaultTransition = choice.defaultTransition().orElseThrow(() -> new StateFailed(
                "States.NoChoiceMatched",
                "no Condition of state \"%s\" is true, and the state has no Default".formatted(choice.name())));
        return finish(choice, defaultTransition, bindings, input);
    }

    private static StateResult finishWithResult(
            State state, Transition transition, Bindings bindings, JsonNode result) throws StateFailed {
        return finish(state, transition, bindings.with("result", result), result);
    }

    /// Evaluates `Assign` and `Output`, both with the variables as they were when the state was entered.
    ///
    /// @param defaultOutput the output of a state without `Output`
    private static StateResult finish(
            State state, Transition transition, Bindings bindings, JsonNode defaultOutput) throws StateFailed {
        JsonNode assigned = transition.assign().isPresent()
                ? transition.assign().get().evaluate(bindings)
                : JsonNodeFactory.instance.objectNode();
        JsonNode output =
                transition.output().isPresent() ? transition.output().get().evaluate(bindings) : defaultOutput;
        return new StateResult(
                PayloadLimit.check(assigned, "value of Assign of state \"%s\"".formatted(state.name())),
                PayloadLimit.check(output, "output of state \"%s\"".formatted(state.name())),
                transition.next());
    }

    private static ObjectNode named(State state) {
        return JsonNodeFactory.instance.objectNode().put("name", state.name());
    }

    private record StateResult(JsonNode assigned, JsonNode output, Optional<String> next) {}
}
