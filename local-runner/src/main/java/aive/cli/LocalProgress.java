package aive.cli;

import aive.engine.ExecutionListener;
import aive.engine.HistoryEvent;
import aive.error.Problem;
import aive.error.RenderError;
import aive.execution.RenderStep;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntToLongFunction;
import tools.jackson.databind.JsonNode;

/// Shows the progress of a local execution.
final class LocalProgress implements ExecutionListener {

    private final String execution;
    private final ProgressDisplay display;
    private final TimeLeft left;
    private final Function<String, List<Problem>> warnings;
    private final Set<Problem> warned = new HashSet<>();

    /// @param execution name of the main execution; the children of a distributed Map have other names
    /// @param framesOf the frames of a chunk that FFmpeg has written; 0 if the chunk is not being rendered
    /// @param warnings those of a plan, by its key in the store, which are printed as soon as it is made
    LocalProgress(
            String execution,
            ProgressDisplay.DisplayForm kind,
            PrintStream out,
            IntToLongFunction framesOf,
            Function<String, List<Problem>> warnings) {
        this.warnings = warnings;
        this.execution = execution;
        this.left = new TimeLeft(framesOf);
        this.display = new ProgressDisplay(kind, out, this::left);
    }

    /// How long each finished step took.
    Map<RenderStep, Duration> took() {
        return display.took();
    }

    /// The warnings that were printed.
    Set<Problem> warned() {
        synchronized (warned) {
            return Set.copyOf(warned);
        }
    }

    @Override
    public void onEvent(String name, HistoryEvent event) {
        if (event.type().equals("TaskSucceeded")) {
            onResult(event.details().path("output").path("Payload"), event.timestamp());
        }
        String state = event.details().path("name").asString("");
        if (!name.equals(execution)) {
            if (event.type().equals("ExecutionSucceeded")) {
                display.count(RenderStep.RENDER);
            }
        } else if (event.type().equals("MapStateStarted")) {
            // This event has no name: it belongs to the Map that has started without a known length.
            display.latestWithoutParts()
                    .ifPresent(step ->
                            display.parts(step, event.details().path("length").asInt(0)));
        } else if (event.type().equals("MapIterationSucceeded")) {
            RenderStep.of(state).ifPresent(display::count);
        } else if (event.type().endsWith("StateEntered")) {
            RenderStep.of(state).ifPresent(step -> display.begin(step, event.timestamp()));
        } else if (event.type().endsWith("StateExited")) {
            RenderStep.of(state).ifPresent(step -> display.end(step, event.timestamp()));
        }
    }

    /// @param result of a function
    private void onResult(JsonNode result, Instant when) {
        String restarted = result.path("restarted").asString("");
        if (!restarted.isEmpty()) {
            display.say("warning: " + restarted);
        }
        if (result.has("plan_key") && result.has("chunk_count")) {
            warn(result.path("plan_key").asString(""));
        }
        synchronized (left) {
            if (result.has("chunk_count")) {
                left.planned(lengths(result), result.path("reused").asInt(0), when);
            } else if (result.has("chunk")) {
                left.finished(
                        result.path("chunk").asInt(0), result.path("reused").asBoolean(false));
            }
        }
    }

    private void warn(String planKey) {
        List<Problem> known;
        try {
            known = warnings.apply(planKey);
        } catch (RenderError _) {
            // The result of the render has the warnings too.
            return;
        }
        synchronized (warned) {
            warned.addAll(known);
        }
        known.forEach(warning -> display.say("warning: " + warning));
    }

    /// The lengths of chunks in frames. A long list of chunks is not in the result; they are about equally long.
    private static Map<Integer, Double> lengths(JsonNode planned) {
        int count = planned.path("chunk_count").asInt(0);
        Map<Integer, Double> lengths = new HashMap<>();
        for (JsonNode chunk : planned.path("chunks")) {
            lengths.put(
                    chunk.path("chunk").asInt(0),
                    seconds(chunk.path("to").asString("")) - seconds(chunk.path("from").asString("")));
        }
        for (int chunk = 1; lengths.size() < count; chunk++) {
            lengths.putIfAbsent(chunk, 1.0);
        }
        double sum = lengths.values().stream().mapToDouble(Double::doubleValue).sum();
        double frames = planned.path("frames").asDouble(0);
        lengths.replaceAll((_, length) -> length * frames / sum);
        return lengths;
    }

    /// `0:01:05.400` in seconds
    private static double seconds(String clock) {
        double seconds = 0;
        for (String part : clock.split(":")) {
            seconds = 60 * seconds + (part.isEmpty() ? 0 : Double.parseDouble(part));
        }
        return seconds;
    }

    private Optional<Duration> left(Instant now) {
        synchronized (left) {
            return left.left(now);
        }
    }

    /// What Ctrl-C leaves for the next run; empty if that is nothing.
    String kept() {
        return display.kept();
    }

    /// Clears the progress bar.
    void close() {
        display.close();
    }
}
