package aive.cli;

import aive.execution.RenderStep;
import aive.execution.StateProgress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Displays the progress of an execution on AWS, in the same form as that of a local one.
final class CloudProgress implements Consumer<List<StateProgress>> {

    private final ProgressDisplay display;
    private final Supplier<Optional<String>> prediction;
    private boolean predicted;

    /// @param prediction the line to print when the chunks are planned
    CloudProgress(ProgressDisplay.DisplayForm kind, PrintStream out, Supplier<Optional<String>> prediction) {
        this.display = new ProgressDisplay(kind, out, _ -> Optional.empty());
        this.prediction = prediction;
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
        if (!predicted && display.hasEnded(RenderStep.PLAN)) {
            predicted = true;
            prediction.get().ifPresent(display::say);
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
