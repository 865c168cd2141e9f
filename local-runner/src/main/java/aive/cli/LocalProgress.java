package aive.cli;

import aive.engine.ExecutionListener;
import aive.engine.HistoryEvent;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;

/// Shows the progress of a local execution.
final class LocalProgress implements ExecutionListener {

    private final String execution;
    private final ProgressDisplay display;

    /// @param execution name of the main execution; the children of a distributed Map have other names
    LocalProgress(String execution, ProgressDisplay.DisplayForm kind, PrintStream out) {
        this.execution = execution;
        this.display = new ProgressDisplay(kind, out);
    }

    /// How long each finished step took.
    Map<RenderStep, Duration> took() {
        return display.took();
    }

    @Override
    public void onEvent(String name, HistoryEvent event) {
        if (event.type().equals("TaskSucceeded")) {
            String restarted = event.details()
                    .path("output")
                    .path("Payload")
                    .path("restarted")
                    .asString("");
            if (!restarted.isEmpty()) {
                display.say("warning: " + restarted);
            }
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

    /// Clears the progress bar.
    void close() {
        display.close();
    }
}
