package aive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.cloud.FakeAws;
import aive.execution.CostSoFar;
import aive.execution.ExecutionState;
import aive.execution.ExecutionStatus;
import aive.execution.StateProgress;
import aive.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The lines of `status`.
class StatusCommandTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aRunningStepTellsItsFailedAttempts() {
        assertEquals(
                List.of(
                        "talk-1  RUNNING, for 1 h 6 min 46 s",
                        "Plan chunks          12.3 s",
                        "Render chunks             …  1/2   29 failed attempts, the last:"
                                + " Lambda.TooManyRequestsException",
                        "Mix soundtrack            …   1 failed attempt: StorageUnavailable"),
                StatusCommand.lines(
                        execution(ExecutionStatus.RUNNING),
                        List.of(
                                step("Plan chunks", Optional.of(START.plusMillis(12_300)), 0, 0, 2, "StorageUnavailable"),
                                step("Render chunks", Optional.empty(), 2, 1, 29, "Lambda.TooManyRequestsException"),
                                step("Mix soundtrack", Optional.empty(), 0, 0, 1, "StorageUnavailable")),
                        START.plusSeconds(4_006)));
    }

    /// Of two steps at the same time, the one whose call failed is the cause; the other is stopped.
    @ParameterizedTest
    @CsvSource({"FAILED, failed, stopped", "TIMED_OUT, timed out, timed out", "ABORTED, stopped, stopped"})
    void noStepOfAnExecutionThatHasEndedIsRunning(ExecutionStatus status, String render, String mix) {
        List<String> lines = StatusCommand.lines(
                execution(status),
                List.of(
                        step("Render chunks", Optional.empty(), 2, 1, 3, "EncodeFailed"),
                        step("Mix soundtrack", Optional.empty(), 0, 0, 0, "")),
                START.plusSeconds(4_006));
        assertEquals("talk-1  %s, took 1 min 40 s".formatted(status), lines.getFirst());
        assertEquals(
                "%-18s %8s  1/2   3 failed attempts, the last: EncodeFailed".formatted("Render chunks", render),
                lines.get(1));
        assertEquals("%-18s %8s".formatted("Mix soundtrack", mix), lines.get(2));
    }

    /// The Map has ended, because a batch with unusable media does not fail.
    @Test
    void unusableMediaMakesFetchingFail() {
        assertEquals(
                List.of("Prepare project       2.0 s", "Fetch media          failed"),
                StatusCommand.lines(
                                execution(ExecutionStatus.FAILED),
                                List.of(
                                        step("Prepare project", Optional.of(START.plusSeconds(2)), 0, 0, 0, ""),
                                        step("Fetch media", Optional.of(START.plusSeconds(3)), 3, 3, 0, ""),
                                        step("Report unusable media", Optional.empty(), 0, 0, 0, "")),
                                START)
                        .subList(1, 3));
    }

    @Test
    void theCostOfAFinishedExecutionIsComparedWithThePrediction() {
        assertEquals(
                Optional.of("cost: $0.0152 (predicted: $0.0066), time: 53.9 s (predicted: 8.4 s)"),
                CostLines.of(Json.tree("""
                        {"cost": {"dollars": 0.0152, "predicted_dollars": 0.0066, "seconds": 53.865,
                          "predicted_seconds": 8.4, "saved_dollars": 0}}
                        """.getBytes(StandardCharsets.UTF_8))));
        assertEquals(
                Optional.of("cost: $0.01 (predicted: $0.01), time: 9.0 s (predicted: 8.4 s); reuse saved about $0.02"),
                CostLines.of(Json.tree("""
                        {"cost": {"dollars": 0.01, "predicted_dollars": 0.01, "seconds": 9,
                          "predicted_seconds": 8.4, "saved_dollars": 0.02}}
                        """.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void theCostTellsWhatItLeavesOut() {
        CostSoFar.Prediction prediction =
                new CostSoFar.Prediction(BigDecimal.TEN, new BigDecimal("0.0031"), BigDecimal.ONE);
        assertEquals(
                "cost so far: about $0.0016 of $0.0031 predicted, without 2 failed attempts",
                CostLines.soFar(new CostSoFar(new BigDecimal("0.0016"), Optional.of(prediction), 2), false));
        assertEquals(
                "cost: about $0.0016, without 1 failed attempt",
                CostLines.soFar(new CostSoFar(new BigDecimal("0.0016"), Optional.empty(), 1), true));
        assertEquals(
                "cost: about $0.0016",
                CostLines.soFar(new CostSoFar(new BigDecimal("0.0016"), Optional.empty(), 0), true));
    }

    @Test
    void withoutAnExecutionTheLatestAreListed() {
        try (FakeAws aws = new FakeAws().answering(Json.MAPPER.readTree("""
                {"operation": "ListExecutions",
                 "request": {"stateMachineArn": "arn:aws:states:eu-central-1:123456789012:stateMachine:render-dev", "maxResults": 20},
                 "response": {"executions": [
                   {"executionArn": "arn:aws:states:eu-central-1:123456789012:execution:render-dev:film-2", "name": "film-2",
                    "status": "RUNNING", "startDate": 1795435300.0},
                   {"executionArn": "arn:aws:states:eu-central-1:123456789012:execution:render-dev:talk-10", "name": "talk-10",
                    "status": "TIMED_OUT", "startDate": 1795435200.0, "stopDate": 1795435265.5}]}}"""))) {
            Cli cli = Cli.in(Path.of("target"));
            Cli.Ran ran = cli.run("status", "--stage", "dev").done();
            List<String> rows = ran.out().lines().toList();
            assertEquals(2, rows.size(), ran.out());
            assertTrue(rows.getFirst().startsWith("film-2   RUNNING    2026-11-23 12:01:40 UTC  for "), ran.out());
            assertEquals("talk-10  TIMED_OUT  2026-11-23 12:00:00 UTC  took 1 min 5 s", rows.get(1));
            assertEquals("show one: ./aive status " + FakeAws.execution("film-2"), ran.err().strip());
            JsonNode json = cli.run("status", "--json").done().json();
            assertEquals(FakeAws.execution("talk-10"), json.at("/executions/1/execution_arn").asString(), json.toString());
            assertEquals("2026-11-23T12:01:05.500Z", json.at("/executions/1/stopped").asString());
            assertEquals(2, aws.asked("ListExecutions").size());
            // by its name
            Cli.Ran named = cli.run("status", "talk-10", "--stage", "dev").failed(1);
            assertEquals(1, aws.asked("DescribeExecution").size(), named.err());
            assertTrue(named.err().contains(FakeAws.execution("talk-10")), named.err());
            // wrong uses
            assertTrue(cli.run("status", "--report", "x.html").failed(2).err().contains("give its ARN"));
            assertTrue(cli.run("status", FakeAws.execution("film-2"), "--stage", "dev").failed(2).err()
                    .contains("exclude each other"));
        }
    }

    private static StateProgress step(
            String state, Optional<Instant> exited, long total, long done, long failed, String error) {
        return new StateProgress(
                state, START, exited, total, done, failed, Optional.of(error).filter(name -> !name.isEmpty()));
    }

    private static ExecutionState execution(ExecutionStatus status) {
        return new ExecutionState(
                "arn:aws:states:eu-central-1:123456789012:execution:aive-dev:talk-1",
                "talk-1",
                status,
                START,
                status.isFinal() ? Optional.of(START.plusSeconds(100)) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }
}
