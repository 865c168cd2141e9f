package aive.report;

import aive.engine.ErrorOutput;
import aive.engine.Execution;
import aive.engine.ExecutionHistory;
import aive.engine.Outcome;
import aive.error.Problem;
import aive.execution.ExecutionEvent;
import aive.execution.ExecutionFailure;
import aive.execution.ExecutionTrace;
import aive.execution.RenderStep;
import aive.local.LocalSystem;
import aive.report.ExecutionReport.Call;
import aive.report.ExecutionReport.Failure;
import aive.step.Workspace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Collects the report of a local execution.
public final class LocalReport {

    private static final String OURS = "aive.error.";

    private LocalReport() {}

    /// The page about an execution that has ended.
    ///
    /// @param output where the video was copied to; empty if it stays in the store
    public static String page(LocalSystem system, Execution execution, Optional<Path> output) {
        return ReportPage.of(report(system, execution, output));
    }

    static ExecutionReport report(LocalSystem system, Execution execution, Optional<Path> output) {
        CallTrace trace = new CallTrace(trace(execution.history()), Instant.now());
        Optional<JsonNode> result = execution.outcome() instanceof Outcome.Succeeded(var json)
                ? Optional.of(json)
                : Optional.empty();
        ReportAssembly assembly = new ReportAssembly(
                trace, PlanDocuments.read(trace.result(RenderStep.PLAN), system.store()::read), result);
        Optional<Path> video = result.flatMap(
                json -> system.store().file(json.path("s3_key").asString(""), system.store().root()));
        try (Workspace workspace = system.workspace()) {
            video.ifPresent(file -> assembly.illustrate(new VideoExcerpts(system.ffmpeg(), file, workspace)));
        }
        return assembly.report(
                execution.name(),
                "this machine, " + Figures.count(system.workers(), "worker", "workers"),
                switch (execution.outcome()) {
                    case Outcome.Succeeded _ -> ExecutionReport.Outcome.DONE;
                    case Outcome.Failed _ -> ExecutionReport.Outcome.FAILED;
                    case Outcome.Aborted _ -> ExecutionReport.Outcome.STOPPED;
                },
                execution.outcome() instanceof Outcome.Failed(var error)
                        ? Optional.of(failure(error.root(), trace))
                        : Optional.empty(),
                output.or(() -> video).map(Path::toString).orElse(""),
                true);
    }

    private static ExecutionTrace trace(ExecutionHistory history) {
        return new ExecutionTrace(
                events(history), history.children().stream().map(LocalReport::events).toList(), 0);
    }

    private static List<ExecutionEvent> events(ExecutionHistory history) {
        return history.events().stream()
                .map(event -> new ExecutionEvent(
                        event.id(), event.previousEventId(), event.timestamp(), event.type(), event.details()))
                .toList();
    }

    private static Failure failure(ErrorOutput error, CallTrace trace) {
        String name = error.error().startsWith(OURS) ? error.error().substring(OURS.length()) : error.error();
        String where = trace.calls().stream()
                // Several batches of media may have failed: the step is the place, and each problem names its media.
                .filter(call -> call.step() != RenderStep.FETCH)
                .filter(call -> call.last().outcome() == ExecutionReport.Outcome.FAILED)
                .findFirst()
                .map(LocalReport::place)
                .or(() -> trace.steps(trace.calls(), ExecutionReport.Outcome.FAILED).stream()
                        .filter(step -> step.outcome() == ExecutionReport.Outcome.FAILED)
                        .findFirst()
                        .map(step -> step.step().state()))
                .orElse("");
        ExecutionFailure known = new ExecutionFailure(name, error.message(), where, "", "", Optional.empty());
        String remedy =
                switch (known.origin()) {
                    case PROJECT ->
                        "Correct what is named here and run the command again. What has been fetched and rendered is"
                                + " reused.";
                    case SYSTEM, STOPPED ->
                        "Run the command again: finished chunks are reused. If it fails again, ./aive doctor checks"
                                + " this machine.";
                };
        return new Failure(name, Problem.parse(error.message()), where, remedy, Optional.empty());
    }

    private static String place(Call call) {
        return call.sentences().isEmpty()
                ? call.name()
                : "%s, %s %s".formatted(
                        call.name(), call.sentences().contains("–") ? "sentences" : "sentence", call.sentences());
    }
}
