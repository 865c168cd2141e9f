package aive.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aive.execution.ExecutionEvent;
import aive.execution.ExecutionTrace;
import aive.execution.RenderStep;
import aive.json.Json;
import aive.report.ExecutionReport.Attempt;
import aive.report.ExecutionReport.Call;
import aive.report.ExecutionReport.Outcome;
import aive.report.ExecutionReport.Phases;
import aive.report.ExecutionReport.Step;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallTraceTest {

    private static final Instant START = Instant.parse("2026-11-28T10:00:00Z");

    /// Events that follow each other, one a line: `seconds type json`.
    private static List<ExecutionEvent> events(String lines) {
        List<ExecutionEvent> events = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            String[] parts = line.split(" ", 3);
            events.add(new ExecutionEvent(
                    events.size() + 1,
                    events.size(),
                    START.plusMillis(new BigDecimal(parts[0]).movePointRight(3).longValueExact()),
                    parts[1],
                    Json.tree((parts.length > 2 ? parts[2] : "{}").getBytes(StandardCharsets.UTF_8))));
        }
        return events;
    }

    private static CallTrace trace(List<List<ExecutionEvent>> children, String lines) {
        return new CallTrace(new ExecutionTrace(events(lines), children, 0), START.plusSeconds(100));
    }

    private static Attempt attempt(double from, double to, Outcome outcome, String error) {
        return new Attempt(time(from), time(to), outcome, error, Optional.empty());
    }

    private static Duration time(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }

    private static final String PLANNED = """
            0 ExecutionStarted
            0 TaskStateEntered {"name": "Prepare project", "input": {}}
            0 TaskScheduled
            0.1 TaskStarted
            0.5 TaskSucceeded {"output": {"Payload": {"project_id": "film"}}}
            0.5 TaskStateExited {"name": "Prepare project"}
            """;

    @Test
    void aCallThatIsRetriedHasAnAttemptForEachTry() {
        // when
        CallTrace trace = trace(List.of(), PLANNED + """
                1 MapStateEntered {"name": "Render chunks", "input": {}}
                1 MapStateStarted {"length": 2}
                1 MapIterationStarted {"name": "Render chunks", "index": 0}
                1.5 TaskStateEntered {"name": "Render chunk", "input": {"chunk": 7, "of": 9, "sentences": "12–15"}}
                1.5 TaskScheduled
                2 TaskStarted
                4 TaskFailed {"error": "Lambda.Unknown"}
                6 TaskScheduled
                6 TaskStarted
                9 TaskSucceeded {"output": {"Payload": {"reused": false, "call": {"dollars": 0.0012},\
                 "phases": {"fetch": 0.25, "encode": 2.5, "upload": 0.125}}}}
                9 TaskStateExited {"name": "Render chunk"}
                """);
        // then
        Attempt second = new Attempt(time(6), time(9), Outcome.DONE, "",
                Optional.of(new Phases(time(0.25), time(2.5), time(0.125))));
        assertEquals(
                new Call(RenderStep.RENDER, 7, "12–15", time(1),
                        List.of(attempt(2, 4, Outcome.FAILED, "Lambda.Unknown"), second), false,
                        Optional.of(new BigDecimal("0.0012"))),
                trace.calls().getLast());
        assertEquals(time(1), trace.calls().getLast().waited());
        assertEquals("film", trace.result(RenderStep.PREPARE).path("project_id").asString());
    }

    @Test
    void givenAFailedChild_thenItsStepFailedAndLaterStepsWereNotReached() {
        // given
        List<ExecutionEvent> failed = events("""
                2 ExecutionStarted
                2 TaskStateEntered {"name": "Render one of many chunks", "input": {"chunk": 3, "sentences": "4"}}
                2 TaskScheduled
                2 TaskStarted
                5 TaskFailed {"error": "aive.error.MediaUnusable"}
                5 ExecutionFailed
                """);
        List<ExecutionEvent> stopped = events("""
                2 ExecutionStarted
                2 TaskStateEntered {"name": "Render one of many chunks", "input": {"chunk": 4, "sentences": "5"}}
                2 TaskScheduled
                2 TaskStarted
                5.5 ExecutionAborted
                """);
        // when
        CallTrace trace = trace(List.of(failed, stopped), PLANNED + """
                1 MapStateEntered {"name": "Render many chunks", "input": {}}
                1 MapStateStarted {"length": 60}
                1 MapRunStarted {"mapRunArn": "arn"}
                6 ExecutionFailed
                """);
        // then
        List<Call> calls = trace.calls();
        assertEquals(List.of(0, 3, 4), calls.stream().map(Call::number).toList());
        assertEquals(attempt(2, 5, Outcome.FAILED, "aive.error.MediaUnusable"), calls.get(1).last());
        assertEquals(attempt(2, 5.5, Outcome.STOPPED, ""), calls.get(2).last());
        List<Step> steps = trace.steps(calls, Outcome.FAILED);
        assertEquals(
                List.of(Outcome.DONE, Outcome.NOT_REACHED, Outcome.NOT_REACHED, Outcome.FAILED, Outcome.NOT_REACHED,
                        Outcome.NOT_REACHED),
                steps.stream().map(Step::outcome).toList());
        assertEquals(60, steps.get(3).parts());
        assertEquals(Optional.of(time(5)), steps.get(3).took());
        assertEquals(time(6), trace.took());
    }

    @Test
    void givenMediaThatCannotBeUsed_thenFetchingFailed() {
        // when
        CallTrace trace = trace(List.of(), PLANNED + """
                1 MapStateEntered {"name": "Fetch media", "input": {}}
                1 MapStateStarted {"length": 1}
                1 MapIterationStarted {"name": "Fetch media", "index": 0}
                1 TaskStateEntered {"name": "Fetch batch of media", "input": {"batch": 1, "of": 1}}
                1 TaskScheduled
                1 TaskStarted
                3 TaskSucceeded {"output": {"Payload": {"batch": 1, "error": "MediaUnavailable"}}}
                3 MapStateExited {"name": "Fetch media"}
                3 ChoiceStateEntered {"name": "Is all media usable?", "input": {}}
                3 ChoiceStateExited {"name": "Is all media usable?"}
                3 FailStateEntered {"name": "Report unusable media", "input": {}}
                3 ExecutionFailed
                """);
        // then
        Step fetch = trace.steps(trace.calls(), Outcome.FAILED).get(1);
        assertEquals(Outcome.FAILED, fetch.outcome());
        assertEquals(0, fetch.done());
        assertEquals(
                attempt(1, 3, Outcome.FAILED, "MediaUnavailable"), trace.calls().getLast().last());
    }

    @Test
    void givenATimeLimitThatEndedTheExecution_thenTheStepThatRanFailed() {
        // when
        CallTrace trace = trace(List.of(), PLANNED + """
                1 TaskStateEntered {"name": "Plan chunks", "input": {}}
                1 TaskScheduled
                1 TaskStarted
                9 ExecutionTimedOut
                """);
        // then
        assertEquals(Outcome.FAILED, trace.steps(trace.calls(), Outcome.FAILED).get(2).outcome());
        assertEquals(attempt(1, 9, Outcome.STOPPED, ""), trace.calls().getLast().last());
    }

    @Test
    void givenAnExecutionThatRuns_thenItsOpenCallRunsUntilNow() {
        // when
        CallTrace trace = trace(List.of(), """
                0 ExecutionStarted
                0 TaskStateEntered {"name": "Prepare project", "input": {}}
                0 TaskScheduled
                1 TaskStarted
                """);
        // then
        assertEquals(attempt(1, 100, Outcome.RUNNING, ""), trace.calls().getLast().last());
        assertEquals(Outcome.RUNNING, trace.steps(trace.calls(), Outcome.RUNNING).getFirst().outcome());
    }
}
