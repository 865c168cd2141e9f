package aive.cli;

import aive.cloud.CloudSystem;
import aive.error.Problem;
import aive.error.RenderError;
import aive.execution.CostSoFar;
import aive.execution.ExecutionFailure;
import aive.execution.ExecutionState;
import aive.execution.ExecutionStatus;
import aive.execution.Executions;
import aive.execution.StateProgress;
import aive.report.DeployedReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// Shows the status of an execution on AWS.
@Command(
        name = "status",
        description = "Shows how far an execution is, what came out, or what went wrong and what to do; fails where the"
                + " execution has failed.",
        footer = {
            "",
            "Examples:",
            "  ./aive status arn:aws:states:eu-central-1:123456789012:execution:aive-dev:talk-1"
        },
        sortOptions = false)
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private final ExecutionArgument execution = new ExecutionArgument();

    @Spec
    private @Nullable CommandSpec command;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write a page about the execution: its steps, times, pictures, loudness, and cost.")
    private @Nullable Path page;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    /// What `--json` prints, with the result of a success or the error of a failure. The result holds the cost of the
    /// whole execution; without a result, there is the cost so far.
    record StatusDocument(
            String executionArn,
            String name,
            ExecutionStatus status,
            Instant started,
            Optional<Instant> stopped,
            List<StateProgress> steps,
            Optional<CostSoFar> costSoFar,
            Optional<JsonNode> result,
            Optional<String> error,
            Optional<String> message,
            Optional<List<Problem>> problems,
            Optional<String> where,
            Optional<String> remedy,
            Optional<String> redrive) {

        static StatusDocument of(
                ExecutionState state,
                List<StateProgress> steps,
                Optional<CostSoFar> cost,
                Optional<ExecutionFailure> failure) {
            return new StatusDocument(
                    state.arn(),
                    state.name(),
                    state.status(),
                    state.started(),
                    state.stopped(),
                    steps,
                    cost,
                    Optional.of(state)
                            .filter(known -> known.status() == ExecutionStatus.SUCCEEDED)
                            .map(CloudSystem::result),
                    failure.map(ExecutionFailure::error),
                    failure.map(ExecutionFailure::message),
                    failure.map(ExecutionFailure::problems),
                    failure.map(ExecutionFailure::where).filter(where -> !where.isEmpty()),
                    failure.map(ExecutionFailure::remedy),
                    failure.flatMap(ExecutionFailure::redrive));
        }
    }

    @Override
    public Integer call() {
        String arn = execution.arn();
        Optional<OutputFile> report =
                Optional.ofNullable(page).map(path -> OutputFile.of(
                        path, "name another file for the report", Objects.requireNonNull(command)));
        try (Executions executions = Executions.open(arn)) {
            ExecutionState state = executions.describe(arn);
            List<StateProgress> steps = executions.progress(arn).stream()
                    .filter(step -> RenderStep.of(step.state()).isPresent())
                    .toList();
            boolean failed = state.status().isFinal() && state.status() != ExecutionStatus.SUCCEEDED;
            Optional<ExecutionFailure> failure = failed ? Optional.of(executions.failure(state)) : Optional.empty();
            Optional<CostSoFar> cost = state.status() == ExecutionStatus.SUCCEEDED
                    ? Optional.empty()
                    : Optional.of(executions.cost(arn));
            report.ifPresent(file -> file.write(
                    "the report", unfinished -> Files.writeString(unfinished, page(executions, state, failure))));
            if (json) {
                Terminal.printJson(StatusDocument.of(state, steps, cost, failure));
            } else {
                print(state, steps, cost);
            }
            return failure.map(known -> FailurePrinter.report(known, false)).orElse(Main.DONE);
        } catch (RenderError error) {
            Interruption.silenceIfInterrupted();
            return FailurePrinter.report(error, json);
        }
    }

    private static String page(Executions executions, ExecutionState state, Optional<ExecutionFailure> failure) {
        return new DeployedReport(
                        executions,
                        RunOptions::ffmpeg,
                        Path.of(System.getProperty("java.io.tmpdir")).resolve("aive-work"))
                .page(state, failure);
    }

    private static void print(ExecutionState state, List<StateProgress> steps, Optional<CostSoFar> cost) {
        Terminal.print("%s  %s, %s %s".formatted(
                state.name(),
                state.status(),
                state.stopped().isPresent() ? "took" : "for",
                ProgressDisplay.seconds(
                        Duration.between(state.started(), state.stopped().orElseGet(Instant::now)))));
        for (StateProgress step : steps) {
            String parts = step.total() > 0 ? "  %d/%d".formatted(step.done(), step.total()) : "";
            String time = step.exited()
                    .map(exited -> ProgressDisplay.seconds(Duration.between(step.entered(), exited)))
                    .orElse("…");
            Terminal.print("%-18s %8s%s".formatted(step.state(), time, parts));
        }
        cost.map(CostLines::soFar).ifPresent(Terminal::print);
        if (state.status() == ExecutionStatus.SUCCEEDED) {
            JsonNode result = CloudSystem.result(state);
            CostLines.of(result).ifPresent(Terminal::print);
            Terminal.print(result.path("video_uri").asString(""));
        }
    }
}
