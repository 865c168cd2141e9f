package aive.execution;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.Problem;
import aive.error.RenderError;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Executions as AWS describes them, read through the SDK.
class ExecutionsTest {

    private static final String REDRIVE = "aws stepfunctions redrive-execution --execution-arn "
            + "arn:aws:states:eu-central-1:123456789012:execution:render-dev:film-1f0a93b2-%s --region eu-central-1";

    @Test
    void aFunctionsErrorIsOurNameAndSentencesWithoutItsStackTrace() {
        // when
        ExecutionFailure failure = failure("failed-in-inline-map");
        // then
        assertEquals("MediaUnavailable", failure.error());
        assertEquals(
                List.of(
                        new Problem(
                                "/audio_url",
                                "the narration https://media.example.com/voice.mp3 answers with status 404 (Not"
                                        + " Found)"),
                        new Problem(
                                "/project_data/sentences/3/selected_footage/url",
                                "the footage https://media.example.com/a.mp4 of sentence s4 answers with status 403"
                                        + " (Forbidden)")),
                failure.problems());
        assertEquals(
                "Fetch batch of media, batch 1 of 2",
                failure.where(),
                "not the other batch, whose failure was not the execution's");
        assertEquals(Optional.empty(), failure.redrive(), "a redrive would only report the media again");
        assertTrue(failure.remedy().startsWith("Correct the URL"), failure.remedy());
    }

    @Test
    void behindADistributedMapIsTheChildThatFailedFirst() {
        // when
        ExecutionFailure failure = failure("failed-in-distributed-map");
        // then
        assertEquals("EncodeFailed", failure.error());
        assertTrue(failure.message().startsWith("FFmpeg failed while chunk 17 was encoded: "), failure.message());
        assertFalse(failure.message().contains("java.base"), failure.message());
        assertEquals("Render one of many chunks, chunk 17 of 120, sentences 12–15", failure.where());
        assertEquals(
                "arn:aws:states:eu-central-1:123456789012:execution:render-dev/Chunks:first", failure.executionArn());
        assertEquals(Optional.empty(), failure.redrive(), "the same frames would fail again");
    }

    @Test
    void aFunctionThatLambdaEndedInAChildIsSaidToHaveTakenTooLong() {
        // when
        ExecutionFailure failure = failure("function-timed-out-in-distributed-map");
        // then
        assertEquals("Lambda.Unknown", failure.error());
        assertEquals(
                "the function did not finish before Lambda's timeout (Task timed out after 900.02 seconds)",
                failure.message());
        assertEquals("Render one of many chunks, chunk 17 of 120, sentences 12–15", failure.where());
        assertEquals(Optional.empty(), failure.redrive(), "the same version would be as slow");
    }

    @Test
    void aChildsFailureThatMayPassIsRedrivenInItsParent() {
        // when
        ExecutionFailure failure = failure("function-throttled-in-distributed-map");
        // then
        assertEquals("Lambda.TooManyRequestsException", failure.error());
        assertEquals(
                "arn:aws:states:eu-central-1:123456789012:execution:render-dev/Chunks:throttled",
                failure.executionArn());
        assertEquals(
                Optional.of(REDRIVE.formatted("dddddddddddd")),
                failure.redrive(),
                "the parent is redriven, not the child");
    }

    @Test
    void whoMayNotLookAtChildrenHearsOfTheParent() {
        // when
        ExecutionFailure failure = failure("children-denied");
        // then
        assertEquals("States.ExceedToleratedFailureThreshold", failure.error());
        assertEquals("The specified tolerated failure threshold was exceeded", failure.message());
        assertEquals("", failure.where());
        assertTrue(failure.remedy().contains("Map Run"), failure.remedy());
    }

    @Test
    void anExecutionThatRanOutOfTimeNamesTheStateThatItWasIn() {
        // when
        ExecutionFailure failure = failure("timed-out");
        // then
        assertEquals("States.Timeout", failure.error());
        assertEquals("Render many chunks", failure.where());
        assertEquals(Optional.of(REDRIVE.formatted("cccccccccccc")), failure.redrive());
    }

    @Test
    void aStoppedExecutionSaysWhy() {
        // when
        ExecutionFailure failure = failure("aborted");
        // then
        assertEquals("Aborted", failure.error());
        assertEquals("the execution was stopped: cancelled from the command line", failure.message());
        assertEquals(Optional.of(REDRIVE.formatted("999999999999")), failure.redrive());
    }

    /// A redriven execution keeps its start, but counts from its redrive.
    @Test
    void theLongestRunningExecutionIsTheOneThatBeganFirst() {
        try (RecordedStepFunctions recorded = RecordedStepFunctions.replaying("running");
                Executions executions = new Executions(recorded.client())) {
            assertEquals(
                    Optional.of(Instant.ofEpochSecond(1_795_435_200)),
                    executions.longestRunning("arn:aws:states:eu-central-1:123456789012:stateMachine:render-dev"));
        }
    }

    /// Every error of ours is either its author's or the operator's matter.
    @Test
    void aFailureHasAnOrigin() {
        Map<ExecutionFailure.Origin, Set<String>> origins = Stream.concat(
                        Stream.of(RenderError.class.getPermittedSubclasses()).map(Class::getSimpleName),
                        Stream.of("States.Timeout", "Lambda.Unknown", "Aborted"))
                .collect(groupingBy(
                        error -> new ExecutionFailure(error, "", "", "", "", Optional.empty()).origin(), toSet()));
        assertEquals(
                Map.of(
                        ExecutionFailure.Origin.PROJECT,
                        Set.of(
                                "InvalidProject",
                                "MediaForbidden",
                                "MediaTooLarge",
                                "MediaUnavailable",
                                "MediaUnusable",
                                "MissingGlyphs"),
                        ExecutionFailure.Origin.SYSTEM,
                        Set.of(
                                "ChunkMismatch",
                                "ConfigurationError",
                                "DeadlineExceeded",
                                "EncodeFailed",
                                "OutOfSpace",
                                "StorageUnavailable",
                                "States.Timeout",
                                "Lambda.Unknown"),
                        ExecutionFailure.Origin.STOPPED,
                        Set.of("Aborted")),
                origins);
    }

    @Test
    void aRunningExecutionHasNotFailed() {
        try (RecordedStepFunctions recorded = RecordedStepFunctions.replaying("running-inline-map");
                Executions executions = new Executions(recorded.client())) {
            ExecutionState running = executions.describe(recorded.execution());
            assertEquals(ExecutionStatus.RUNNING, running.status());
            assertFalse(running.redrivable());
            assertEquals(Optional.empty(), running.stopped());
            assertThrows(IllegalArgumentException.class, () -> executions.failure(running));
        }
    }

    @Test
    void anInlineMapsIterationsAreCounted() {
        try (RecordedStepFunctions recorded = RecordedStepFunctions.replaying("running-inline-map");
                Executions executions = new Executions(recorded.client())) {
            // when
            List<StateProgress> states = executions.progress(recorded.execution());
            // then
            assertTrue(state("Prepare project", states).exited().isPresent());
            assertEquals(1, state("Fetch media", states).done());
            assertEquals(1, state("Fetch media", states).total());
            assertTrue(state("Fetch media", states).exited().isPresent());
            assertEquals(1, state("Render chunks", states).done());
            assertEquals(3, state("Render chunks", states).total());
            assertEquals(Optional.empty(), state("Render chunks", states).exited());
            assertTrue(states.stream().noneMatch(state -> state.state().equals("Stitch video")));
            assertEquals(List.of("GetExecutionHistory"), recorded.asked());
        }
    }

    @Test
    void aDistributedMapsChildrenAreCounted() {
        try (RecordedStepFunctions recorded = RecordedStepFunctions.replaying("running-distributed-map");
                Executions executions = new Executions(recorded.client())) {
            // when
            StateProgress chunks = state("Render many chunks", executions.progress(recorded.execution()));
            // then
            assertEquals(60, chunks.done());
            assertEquals(120, chunks.total());
            assertEquals(Optional.empty(), chunks.exited());
        }
    }

    @Test
    void theCostSoFarIsThatOfTheFunctionsThatHaveEndedAndOfTheShareOfTheChildren() {
        try (RecordedStepFunctions recorded = RecordedStepFunctions.replaying("running-distributed-map");
                Executions executions = new Executions(recorded.client())) {
            // when
            CostSoFar cost = executions.cost(recorded.execution());
            // then
            assertEquals(
                    new BigDecimal("0.4021"),
                    cost.predicted().orElseThrow().dollars());
            assertEquals(0, cost.dollars().compareTo(new BigDecimal("0.180208")), cost.toString());
        }
    }

    @Test
    void executionsOfVersionsThatDoNotReportPricesCostNothingThatIsKnown() {
        try (RecordedStepFunctions recorded = RecordedStepFunctions.replaying("running-inline-map");
                Executions executions = new Executions(recorded.client())) {
            assertEquals(new CostSoFar(BigDecimal.ZERO, Optional.empty(), 0), executions.cost(recorded.execution()));
        }
    }

    private static ExecutionFailure failure(String recording) {
        try (RecordedStepFunctions recorded = RecordedStepFunctions.replaying(recording);
                Executions executions = new Executions(recorded.client())) {
            return executions.failure(executions.describe(recorded.execution()));
        }
    }

    private static StateProgress state(String name, List<StateProgress> states) {
        return states.stream()
                .filter(state -> state.state().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
