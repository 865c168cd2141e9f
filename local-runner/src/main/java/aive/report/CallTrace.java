package aive.report;

import aive.execution.ExecutionEvent;
import aive.execution.ExecutionTrace;
import aive.execution.RenderStep;
import aive.report.ExecutionReport.Attempt;
import aive.report.ExecutionReport.Call;
import aive.report.ExecutionReport.Outcome;
import aive.report.ExecutionReport.Phases;
import aive.report.ExecutionReport.Step;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Reads the steps and the function calls of an execution from its events.
///
/// In a history, each event names its predecessor. An event of a call is therefore found by following these names back
/// to the event that entered the call's state.
final class CallTrace {

    private static final Set<String> FINAL =
            Set.of("ExecutionSucceeded", "ExecutionFailed", "ExecutionTimedOut", "ExecutionAborted");

    private static final BigDecimal NANOSECONDS = BigDecimal.valueOf(1_000_000_000);

    private final Instant started;
    private final Instant end;
    private final boolean ended;
    private final Map<RenderStep, Instant> entered = new EnumMap<>(RenderStep.class);
    private final Map<RenderStep, Instant> exited = new EnumMap<>(RenderStep.class);
    private final Map<RenderStep, Long> parts = new EnumMap<>(RenderStep.class);
    private final Map<RenderStep, JsonNode> results = new EnumMap<>(RenderStep.class);
    private final List<OpenCall> calls = new ArrayList<>();
    private boolean mediaRefused;

    /// @param now the end of an execution that still runs
    /// @throws IllegalArgumentException if the trace has no event
    CallTrace(ExecutionTrace trace, Instant now) {
        if (trace.events().isEmpty()) {
            throw new IllegalArgumentException("an execution has at least one event");
        }
        this.started = trace.events().getFirst().timestamp();
        ExecutionEvent last = trace.events().getLast();
        this.ended = FINAL.contains(last.type());
        this.end = ended ? last.timestamp() : now;
        read(trace.events());
        trace.children().forEach(this::read);
    }

    Instant started() {
        return started;
    }

    /// From the start of the execution to its end, or until now.
    Duration took() {
        return since(end);
    }

    /// The output of the function of a step that has one call; a missing node if it has not succeeded.
    JsonNode result(RenderStep step) {
        return results.getOrDefault(step, MissingNode.getInstance());
    }

    private void read(List<ExecutionEvent> events) {
        Map<Long, OpenCall> callOfEvent = new HashMap<>();
        Map<Long, RenderStep> stepOfEvent = new HashMap<>();
        for (ExecutionEvent event : events) {
            String state = event.details().path("name").asString("");
            if (event.type().endsWith("StateEntered")) {
                enter(event, state, callOfEvent, stepOfEvent);
            } else if (event.type().endsWith("StateExited")) {
                RenderStep.of(state).ifPresent(step -> exited.put(step, event.timestamp()));
            } else if (event.type().equals("MapStateStarted")) {
                Optional.ofNullable(stepOfEvent.get(event.previousEventId()))
                        .ifPresent(step ->
                                parts.put(step, event.details().path("length").asLong(0)));
            }
            OpenCall call = callOfEvent.computeIfAbsent(
                    event.id(), _ -> callOfEvent.get(event.previousEventId()));
            if (call != null) {
                call.read(event);
            }
        }
    }

    private void enter(
            ExecutionEvent event, String state, Map<Long, OpenCall> callOfEvent, Map<Long, RenderStep> stepOfEvent) {
        RenderStep.of(state).ifPresent(step -> {
            entered.putIfAbsent(step, event.timestamp());
            stepOfEvent.put(event.id(), step);
        });
        mediaRefused |= event.type().equals("FailStateEntered") && state.equals(RenderStep.MEDIA_REFUSED);
        if (event.type().equals("TaskStateEntered")) {
            RenderStep.calledBy(state).ifPresent(step -> {
                OpenCall call = new OpenCall(step, event);
                calls.add(call);
                callOfEvent.put(event.id(), call);
            });
        }
    }

    /// A call whose events are being read.
    private final class OpenCall {

        private final RenderStep step;
        private final Instant ready;
        private final JsonNode input;
        private final List<Attempt> attempts = new ArrayList<>();
        private @Nullable Instant begun;
        private boolean reused;
        private Optional<BigDecimal> dollars = Optional.empty();

        OpenCall(RenderStep step, ExecutionEvent entered) {
            this.step = step;
            // All parts of a Map are ready when it begins, and then wait for a worker.
            this.ready = CallTrace.this.entered.getOrDefault(step, entered.timestamp());
            this.input = entered.details().path("input");
        }

        void read(ExecutionEvent event) {
            switch (event.type()) {
                case "TaskScheduled", "TaskStarted" -> begun = event.timestamp();
                case "TaskSucceeded" -> {
                    JsonNode result = event.details().path("output").path("Payload");
                    reused = result.path("reused").asBoolean(false);
                    dollars = result.path("call").path("dollars").decimalValueOpt();
                    results.put(step, result);
                    // Fetching reports unusable media in its result, so that all batches are fetched.
                    String error = result.path("error").asString("");
                    ended(event, error.isEmpty() ? Outcome.DONE : Outcome.FAILED, error, phases(result));
                }
                case "TaskFailed", "TaskTimedOut", "TaskStartFailed", "TaskSubmitFailed" ->
                    ended(event, Outcome.FAILED, event.details().path("error").asString(""), Optional.empty());
                case "MapIterationAborted", "ExecutionAborted" ->
                    ended(event, Outcome.STOPPED, "", Optional.empty());
                default -> {}
            }
        }

        private void ended(ExecutionEvent event, Outcome outcome, String error, Optional<Phases> phases) {
            if (begun != null) {
                attempts.add(new Attempt(since(begun), since(event.timestamp()), outcome, error, phases));
                begun = null;
            }
        }

        /// The call as far as it went; empty if no attempt began.
        Optional<Call> call() {
            if (begun != null) {
                attempts.add(new Attempt(
                        since(begun), since(end), ended ? Outcome.STOPPED : Outcome.RUNNING, "", Optional.empty()));
                begun = null;
            }
            return attempts.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Call(
                            step,
                            number(),
                            input.path("sentences").asString(""),
                            since(ready),
                            attempts,
                            reused,
                            dollars));
        }

        private int number() {
            return switch (step) {
                case FETCH -> input.path("batch").asInt(0);
                case RENDER -> input.path("chunk").asInt(0);
                case PREPARE, PLAN, MIX, STITCH -> 0;
            };
        }
    }

    /// The phases of a chunk, if the function told them.
    private static Optional<Phases> phases(JsonNode result) {
        JsonNode phases = result.path("phases");
        return phases.isObject()
                ? Optional.of(new Phases(
                        duration(phases.path("fetch")),
                        duration(phases.path("encode")),
                        duration(phases.path("upload"))))
                : Optional.empty();
    }

    private static Duration duration(JsonNode seconds) {
        return Duration.ofNanos(
                seconds.decimalValueOpt().orElse(BigDecimal.ZERO).multiply(NANOSECONDS).longValue());
    }

    private Duration since(Instant instant) {
        return Duration.between(started, instant);
    }

    /// All calls, in the order of their first attempts.
    List<Call> calls() {
        return calls.stream()
                .map(OpenCall::call)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing((Call call) -> call.attempts().getFirst().from())
                        .thenComparing(Call::step)
                        .thenComparingInt(Call::number))
                .toList();
    }

    /// All steps, in the order of the state machine.
    ///
    /// @param calls the result of [#calls]
    /// @param outcome of the execution
    List<Step> steps(List<Call> calls, Outcome outcome) {
        List<Step> steps = new ArrayList<>();
        for (RenderStep step : RenderStep.values()) {
            List<Call> own = calls.stream().filter(call -> call.step() == step).toList();
            Optional<Instant> begin = Optional.ofNullable(entered.get(step));
            Optional<Instant> finish = Optional.ofNullable(exited.get(step));
            steps.add(new Step(
                    step,
                    outcome(step, own),
                    begin.map(this::since),
                    begin.map(from -> Duration.between(from, finish.orElse(end))),
                    parts.getOrDefault(step, 0L),
                    own.stream()
                            .filter(call -> call.last().outcome() == Outcome.DONE)
                            .count()));
        }
        boolean explained = steps.stream().anyMatch(step -> step.outcome() == Outcome.FAILED);
        return outcome == Outcome.FAILED && !explained ? withLastStoppedFailed(steps) : steps;
    }

    private Outcome outcome(RenderStep step, List<Call> calls) {
        if (!entered.containsKey(step)) {
            return Outcome.NOT_REACHED;
        }
        if (step == RenderStep.FETCH && mediaRefused) {
            return Outcome.FAILED;
        }
        if (exited.containsKey(step)) {
            return Outcome.DONE;
        }
        if (!ended) {
            return Outcome.RUNNING;
        }
        return calls.stream().anyMatch(call -> call.last().outcome() == Outcome.FAILED)
                ? Outcome.FAILED
                : Outcome.STOPPED;
    }

    /// No call failed, so the execution failed in a step itself, such as by its time limit.
    private static List<Step> withLastStoppedFailed(List<Step> steps) {
        List<Step> changed = new ArrayList<>(steps);
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            if (step.outcome() == Outcome.STOPPED) {
                changed.set(i, new Step(
                        step.step(), Outcome.FAILED, step.began(), step.took(), step.parts(), step.done()));
                return changed;
            }
        }
        return changed;
    }
}
