package aive.report;

import aive.error.Problem;
import aive.error.RenderError;
import aive.execution.RenderStep;
import aive.plan.VideoPlan;
import aive.report.ExecutionReport.Call;
import aive.report.ExecutionReport.Chunk;
import aive.report.ExecutionReport.Cost;
import aive.report.ExecutionReport.Failure;
import aive.report.ExecutionReport.Heading;
import aive.report.ExecutionReport.LoudnessCurve;
import aive.report.ExecutionReport.Outcome;
import aive.report.ExecutionReport.Scene;
import aive.report.ExecutionReport.Spent;
import aive.report.ExecutionReport.Video;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Assembles a report from the events of an execution, its plan, and its result, wherever it ran.
///
/// The result and the outputs of functions may be those of another version, so only the needed fields are read.
final class ReportAssembly {

    private final CallTrace trace;
    private final Optional<PlanDocuments> documents;

    /// Empty unless the execution succeeded.
    private final Optional<JsonNode> result;

    private final List<String> notes = new ArrayList<>();
    private List<Scene> scenes;
    private Optional<LoudnessCurve> loudness = Optional.empty();

    ReportAssembly(CallTrace trace, Optional<PlanDocuments> documents, Optional<JsonNode> result) {
        this.trace = trace;
        this.documents = documents;
        this.result = result;
        this.scenes = documents.map(PlanDocuments::scenes).orElse(List.of());
        if (documents.isEmpty() && !trace.result(RenderStep.PLAN).isMissingNode()) {
            notes.add("The plan is no longer in the store, or another version of this program wrote it: chunks and"
                    + " sentences are missing.");
        }
    }

    /// Says what the report lacks.
    void note(String sentence) {
        notes.add(sentence);
    }

    /// Adds pictures and loudness from the finished video. If FFmpeg cannot read it, the report says so.
    void illustrate(VideoExcerpts excerpts) {
        documents.ifPresent(known -> {
            VideoPlan plan = known.plan();
            try {
                scenes = excerpts.withPictures(scenes, plan.format().width(), plan.format().height());
                if (scenes.size() > VideoExcerpts.MOST_PICTURES) {
                    notes.add("%d of %d sentences have a picture."
                            .formatted(VideoExcerpts.MOST_PICTURES, scenes.size()));
                }
                loudness = Optional.of(excerpts.loudness(
                        new BigDecimal(plan.soundtrack().mix().loudness().toDecimal(1))));
            } catch (RenderError error) {
                notes.add("Pictures or loudness are missing: " + error.getMessage());
            }
        });
    }

    /// @param execution its name or ARN
    /// @param place where it ran
    /// @param address path or URI of the video
    /// @param local whether the execution cost nothing
    ExecutionReport report(
            String execution,
            String place,
            Outcome outcome,
            Optional<Failure> failure,
            String address,
            boolean local) {
        List<Call> calls = trace.calls();
        return new ExecutionReport(
                new Heading(project(execution), execution, place, outcome, trace.started(), trace.took()),
                failure,
                result.map(json -> video(json, address)),
                trace.steps(calls, outcome),
                calls,
                documents.map(known -> known.chunks(states(calls))).orElse(List.of()),
                scenes,
                loudness,
                cost(calls, local),
                warnings(),
                notes);
    }

    private String project(String execution) {
        String id = trace.result(RenderStep.PREPARE).path("project_id").asString("");
        return id.isEmpty() ? execution : id;
    }

    private static Video video(JsonNode result, String address) {
        return new Video(
                address,
                result.path("duration_seconds").decimalValueOpt().orElse(BigDecimal.ZERO),
                result.path("frames").asLong(0),
                result.path("width").asInt(0),
                result.path("height").asInt(0),
                result.path("fps").asString("?"),
                result.path("bytes").asLong(0));
    }

    private static Map<Integer, Chunk.State> states(List<Call> calls) {
        Map<Integer, Chunk.State> states = new HashMap<>();
        for (Call call : calls) {
            if (call.step() == RenderStep.RENDER) {
                switch (call.last().outcome()) {
                    case DONE ->
                        states.put(call.number(), call.reused() ? Chunk.State.REUSED : Chunk.State.RENDERED);
                    case FAILED -> states.put(call.number(), Chunk.State.FAILED);
                    case STOPPED, RUNNING, NOT_REACHED -> {}
                }
            }
        }
        return states;
    }

    private Optional<Cost> cost(List<Call> calls, boolean local) {
        List<Spent> spent = spent(calls, local);
        // An execution without a result has not added up its calls.
        Optional<BigDecimal> dollars = result.filter(_ -> !local)
                .flatMap(json -> json.path("cost").path("dollars").decimalValueOpt())
                .or(() -> spent.stream().map(Spent::dollars).flatMap(Optional::stream).reduce(BigDecimal::add));
        return documents.map(known -> new Cost(
                known.plan().estimate().seconds(),
                known.plan().estimate().dollars(),
                known.plan().estimate().savedDollars(),
                dollars,
                spent));
    }

    /// What the calls of each step took together, all attempts included.
    private List<Spent> spent(List<Call> calls, boolean local) {
        List<Spent> spent = new ArrayList<>();
        for (RenderStep step : RenderStep.values()) {
            List<Call> own = calls.stream().filter(call -> call.step() == step).toList();
            if (!own.isEmpty()) {
                double seconds = own.stream()
                        .flatMap(call -> call.attempts().stream())
                        .mapToDouble(attempt -> attempt.took().toMillis() / 1_000.0)
                        .sum();
                Optional<BigDecimal> dollars = own.stream()
                        .filter(_ -> !local)
                        .map(Call::dollars)
                        .flatMap(Optional::stream)
                        .reduce(BigDecimal::add)
                        .or(() -> local ? Optional.empty() : priceInResult(step));
                spent.add(new Spent(step, own.size(), seconds, dollars));
            }
        }
        return spent;
    }

    /// The price of a step in the execution's result. Stitching reports its price only there.
    private Optional<BigDecimal> priceInResult(RenderStep step) {
        return result.stream()
                .flatMap(json -> json.path("cost").path("steps").valueStream())
                .filter(entry -> entry.path("state").asString("").equals(step.state()))
                .findFirst()
                .flatMap(entry -> entry.path("dollars").decimalValueOpt());
    }

    private List<Problem> warnings() {
        if (result.isEmpty()) {
            return documents.map(known -> known.plan().warnings()).orElse(List.of());
        }
        List<Problem> warnings = new ArrayList<>();
        result.get()
                .path("warnings")
                .forEach(warning -> warnings.add(new Problem(
                        warning.path("pointer").asString(""),
                        warning.path("message").asString(""))));
        return warnings;
    }
}
