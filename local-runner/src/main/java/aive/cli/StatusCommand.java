package aive.cli;

import aive.cloud.CloudSystem;
import aive.error.Problem;
import aive.execution.Arns;
import aive.execution.CostSoFar;
import aive.execution.ExecutionFailure;
import aive.execution.ExecutionState;
import aive.execution.ExecutionStatus;
import aive.execution.Executions;
import aive.execution.ListedExecution;
import aive.execution.RenderStep;
import aive.execution.StateProgress;
import aive.report.DeployedReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// Shows the status of an execution on AWS, or lists the latest executions.
@Command(
        name = "status",
        description = "Shows how far an execution is, what came out, or what went wrong and what to do; fails where the"
                + " execution has failed. Without an execution, lists the latest ones of a deployment.",
        footer = {
            "",
            "Examples:",
            "  ./aive status --stage prod",
            "  ./aive status talk-1 --stage prod",
            "  ./aive status arn:aws:states:eu-central-1:123456789012:execution:aive-dev:talk-1"
        },
        sortOptions = false)
final class StatusCommand implements Callable<Integer> {

    private static final int LISTED = 20;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    @Parameters(
            paramLabel = "EXECUTION",
            arity = "0..1",
            description = "The ARN of the execution, as 'submit' and the console print it, or its name, which is the"
                    + " backend's job id (default: lists the latest 20).")
    private @Nullable String execution;

    @Spec
    private @Nullable CommandSpec command;

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description = "The deployment whose executions are listed, or that has the named one (default: that of"
                    + " $AIVE_STATE_MACHINE_ARN where that is set, else dev).")
    private @Nullable String stage;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write a page about the execution: its steps, times, pictures, loudness, and cost.")
    private @Nullable Path page;

    @Mixin
    private final HelpOption help = new HelpOption();

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

    /// What `--json` prints without an execution.
    record LatestExecutions(String stateMachineArn, List<ListedExecution> executions) {}

    @Override
    public Integer call() {
        CommandSpec spec = Objects.requireNonNull(command);
        if (execution == null) {
            if (page != null) {
                throw new ParameterException(spec.commandLine(), "--report is about one execution; give its ARN");
            }
            return list(StageOptions.stateMachine(Optional.ofNullable(stage), spec));
        }
        if (!execution.contains(":")) {
            return show(Arns.execution(StageOptions.stateMachine(Optional.ofNullable(stage), spec), execution));
        }
        if (stage != null) {
            throw new ParameterException(
                    spec.commandLine(), "an execution's ARN and --stage exclude each other; give one of them");
        }
        return show(ExecutionArgument.checked(execution, spec));
    }

    private int list(String stateMachine) {
        try (Executions executions = Executions.open(stateMachine)) {
            List<ListedExecution> latest = executions.latest(stateMachine, LISTED);
            if (json) {
                Terminal.printJson(new LatestExecutions(stateMachine, latest));
                return Main.DONE;
            }
            rows(latest, Instant.now()).forEach(Terminal::print);
            Terminal.report(
                    latest.isEmpty()
                            ? "there is no execution of %s in the last 90 days".formatted(stateMachine)
                            : "show one: ./aive status " + latest.getFirst().executionArn());
            return Main.DONE;
        }
    }

    /// A line for each execution.
    static List<String> rows(List<ListedExecution> executions, Instant now) {
        int width = executions.stream().mapToInt(each -> each.name().length()).max().orElse(1);
        return executions.stream()
                .map(each -> "%s  %-9s  %s  %s %s".formatted(
                        each.name() + " ".repeat(width - each.name().length()),
                        each.status(),
                        TIME.format(each.started()),
                        each.stopped().isPresent() ? "took" : "for",
                        ProgressDisplay.time(
                                Duration.between(each.started(), each.stopped().orElse(now)))))
                .toList();
    }

    private int show(String arn) {
        Optional<OutputFile> report =
                Optional.ofNullable(page).map(path -> OutputFile.of(
                        path, "name another file for the report", Objects.requireNonNull(command)));
        try (Executions executions = Executions.open(arn)) {
            ExecutionState state = executions.describe(arn);
            List<StateProgress> states = executions.progress(arn);
            boolean failed = state.status().isFinal() && state.status() != ExecutionStatus.SUCCEEDED;
            Optional<ExecutionFailure> failure = failed ? Optional.of(executions.failure(state)) : Optional.empty();
            Optional<CostSoFar> cost = state.status() == ExecutionStatus.SUCCEEDED
                    ? Optional.empty()
                    : Optional.of(executions.cost(arn));
            report.ifPresent(file -> file.write(
                    "the report", unfinished -> Files.writeString(unfinished, page(executions, state, failure))));
            if (json) {
                Terminal.printJson(StatusDocument.of(state, steps(states), cost, failure));
            } else {
                print(state, states, cost);
            }
            return failure.map(known -> FailurePrinter.report(known, false)).orElse(Main.DONE);
        }
    }

    private static String page(Executions executions, ExecutionState state, Optional<ExecutionFailure> failure) {
        return new DeployedReport(
                        executions,
                        RunOptions::ffmpeg,
                        Path.of(System.getProperty("java.io.tmpdir")).resolve("aive-work"))
                .page(state, failure);
    }

    private static List<StateProgress> steps(List<StateProgress> states) {
        return states.stream()
                .filter(known -> RenderStep.of(known.state()).isPresent())
                .toList();
    }

    private static void print(ExecutionState state, List<StateProgress> states, Optional<CostSoFar> cost) {
        lines(state, states, Instant.now()).forEach(Terminal::print);
        cost.map(known -> CostLines.soFar(known, state.status().isFinal())).ifPresent(Terminal::print);
        if (state.status() == ExecutionStatus.SUCCEEDED) {
            JsonNode result = CloudSystem.result(state);
            CostLines.of(result).ifPresent(Terminal::print);
            Terminal.print(result.path("video_uri").asString(""));
        }
    }

    /// A line about the execution, and one for each of its steps.
    ///
    /// @param states the progress of all states
    static List<String> lines(ExecutionState state, List<StateProgress> states, Instant now) {
        List<StateProgress> steps = steps(states);
        boolean mediaRefused = states.stream().anyMatch(known -> known.state().equals(RenderStep.MEDIA_REFUSED));
        List<String> lines = new ArrayList<>();
        lines.add("%s  %s, %s %s".formatted(
                state.name(),
                state.status(),
                state.stopped().isPresent() ? "took" : "for",
                ProgressDisplay.time(
                        Duration.between(state.started(), state.stopped().orElse(now)))));
        boolean culpritKnown = steps.stream().anyMatch(StatusCommand::isOpenAfterFailure);
        for (StateProgress step : steps) {
            if (mediaRefused && step.state().equals(RenderStep.FETCH.state())) {
                lines.add("%-18s %8s".formatted(step.state(), "failed"));
                continue;
            }
            String time = step.exited()
                    .map(exited -> ProgressDisplay.time(Duration.between(step.entered(), exited)))
                    .orElseGet(() -> open(step, state.status(), culpritKnown));
            String parts = step.total() > 0 ? "  %d/%d".formatted(step.done(), step.total()) : "";
            lines.add("%-18s %8s%s%s".formatted(step.state(), time, parts, failedAttempts(step)));
        }
        return lines;
    }

    private static boolean isOpenAfterFailure(StateProgress step) {
        return step.exited().isEmpty() && step.failedAttempts() > 0;
    }

    /// What has become of a step that has not ended. If one step of two at the same time fails, the other is stopped.
    private static String open(StateProgress step, ExecutionStatus status, boolean culpritKnown) {
        return switch (status) {
            case FAILED -> culpritKnown && step.failedAttempts() == 0 ? "stopped" : "failed";
            case TIMED_OUT -> "timed out";
            case ABORTED -> "stopped";
            case RUNNING, SUCCEEDED, PENDING_REDRIVE, UNKNOWN -> "…";
        };
    }

    private static String failedAttempts(StateProgress step) {
        if (!isOpenAfterFailure(step)) {
            return "";
        }
        String error = step.lastError().orElse("Unknown");
        return step.failedAttempts() == 1
                ? "   1 failed attempt: " + error
                : "   %d failed attempts, the last: %s".formatted(step.failedAttempts(), error);
    }
}
