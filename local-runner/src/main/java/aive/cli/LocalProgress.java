package aive.cli;

import aive.engine.ExecutionListener;
import aive.engine.HistoryEvent;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Shows the progress of a local execution.
final class LocalProgress implements ExecutionListener {

    private final String execution;
    private final ProgressDisplay display;
    private final TimeLeft left = new TimeLeft();

    /// @param execution name of the main execution; the children of a distributed Map have other names
    LocalProgress(String execution, ProgressDisplay.DisplayForm kind, PrintStream out) {
        this.execution = execution;
        this.display = new ProgressDisplay(kind, out, this::left);
    }

    /// How long each finished step took.
    Map<RenderStep, Duration> took() {
        return display.took();
    }

    @Override
    public void onEvent(String name, HistoryEvent event) {
        if (event.type().equals("TaskSucceeded")) {
            onResult(event.details().path("output").path("Payload"));
        } else if (event.type().equals("MapIterationStarted") || event.type().equals("ExecutionStarted")) {
            onStart(name, event);
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
    private void onResult(JsonNode result) {
        String restarted = result.path("restarted").asString("");
        if (!restarted.isEmpty()) {
            display.say("warning: " + restarted);
        }
        synchronized (left) {
            if (result.has("chunk_count")) {
                left.planned(lengths(result), result.path("reused").asInt(0));
            } else if (result.has("chunk")) {
                left.finished(
                        result.path("chunk").asInt(0),
                        result.path("seconds").asDouble(0),
                        result.path("reused").asBoolean(false));
            }
        }
    }

    /// The lengths of chunks, in the order in which they start. A long list is not in the result; its chunks are about
    /// equally long.
    private static Map<Integer, Double> lengths(JsonNode planned) {
        Map<Integer, Double> lengths = new LinkedHashMap<>();
        for (JsonNode chunk : planned.path("chunks")) {
            lengths.put(
                    chunk.path("chunk").asInt(0),
                    seconds(chunk.path("to").asString("")) - seconds(chunk.path("from").asString("")));
        }
        int count = planned.path("chunk_count").asInt(0);
        for (int chunk = 1; lengths.size() < count; chunk++) {
            lengths.putIfAbsent(chunk, 1.0);
        }
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

    /// An iteration of a Map, or a child of a distributed Map, has started.
    private void onStart(String name, HistoryEvent event) {
        boolean isChunk = name.equals(execution)
                ? RenderStep.of(event.details().path("name").asString("")).equals(Optional.of(RenderStep.RENDER))
                : event.type().equals("ExecutionStarted");
        if (isChunk) {
            synchronized (left) {
                left.started(event.timestamp());
            }
        }
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
