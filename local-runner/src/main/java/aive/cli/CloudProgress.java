package aive.cli;

import aive.execution.StateProgress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Displays the progress of an execution on AWS, in the same form as that of a local one.
final class CloudProgress implements Consumer<List<StateProgress>> {

    private final ProgressDisplay display;

    CloudProgress(ProgressDisplay.DisplayForm kind, PrintStream out) {
        this.display = new ProgressDisplay(kind, out);
    }

    /// How long each finished step took.
    Map<RenderStep, Duration> took() {
        return display.took();
    }

    @Override
    public void accept(List<StateProgress> states) {
        for (StateProgress state : states) {
            RenderStep.of(state.state()).filter(step -> !display.hasEnded(step)).ifPresent(step -> show(step, state));
        }
    }

    private void show(RenderStep step, StateProgress state) {
        if (!display.hasBegun(step)) {
            display.begin(step, state.entered());
        }
        if (state.total() > 0) {
            display.parts(step, Math.toIntExact(state.total()));
            display.done(step, Math.toIntExact(state.done()));
        }
        state.exited().ifPresent(when -> display.end(step, when));
    }

    /// Clears the progress bar.
    void close() {
        display.close();
    }
}
