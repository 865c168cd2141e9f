package aive.cli;

import aive.engine.ExecutionListener;
import aive.engine.HistoryEvent;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Follows an execution: a bar for the running step on a terminal, else a line for every finished one.
final class Progress implements ExecutionListener {

    /// How an execution's progress is shown.
    enum Display { BAR, LINES, NOTHING }

    private static final int BAR_WIDTH = 30;

    private final String execution;
    private final Display display;
    private final PrintStream out;
    private final Map<Step, Instant> begun = new EnumMap<>(Step.class);
    private final Map<Step, Duration> took = new EnumMap<>(Step.class);
    private final Map<Step, Integer> parts = new EnumMap<>(Step.class);
    private final Map<Step, Integer> done = new EnumMap<>(Step.class);

    /// @param execution its name; its distributed children have others
    Progress(String execution, Display display, PrintStream out) {
        this.execution = execution;
        this.display = display;
        this.out = out;
    }

    /// How long each finished step took.
    Map<Step, Duration> took() {
        return took;
    }

    @Override
    public void happened(String name, HistoryEvent event) {
        String state = event.details().path("name").asString("");
        if (!name.equals(execution)) {
            if (event.type().equals("ExecutionSucceeded")) {
                count(Step.RENDER);
            }
        } else if (event.type().equals("MapStateStarted")) {
            // Its name stands in the event before; of all Maps it is the one that has begun and knows no length yet.
            latestWithoutLength().ifPresent(step -> parts.put(step, event.details().path("length").asInt(0)));
        } else if (event.type().equals("MapIterationSucceeded")) {
            Step.of(state).ifPresent(this::count);
        } else if (event.type().endsWith("StateEntered")) {
            Step.of(state).ifPresent(step -> begin(step, event.timestamp()));
        } else if (event.type().endsWith("StateExited")) {
            Step.of(state).ifPresent(step -> end(step, event.timestamp()));
        }
    }

    private Optional<Step> latestWithoutLength() {
        return begun.keySet().stream().filter(step -> (step == Step.FETCH || step == Step.RENDER) && !parts.containsKey(step)).findFirst();
    }

    private void begin(Step step, Instant when) {
        begun.put(step, when);
        show(step);
    }

    private void count(Step step) {
        done.merge(step, 1, Integer::sum);
        show(step);
    }

    private void end(Step step, Instant when) {
        Duration duration = Duration.between(begun.getOrDefault(step, when), when);
        took.put(step, duration);
        String line = "%-16s %s%s".formatted(step.state(), seconds(duration), parts.containsKey(step) ? ", %d parts".formatted(parts.get(step)) : "");
        switch (display) {
            case BAR -> out.print("\r\u001b[K" + line + "\n");
            case LINES -> out.println(line);
            case NOTHING -> { }
        }
    }

    private void show(Step step) {
        if (display != Display.BAR || step == Step.MIX) {
            // The soundtrack is mixed beside the chunks, which take longer and have the bar.
            return;
        }
        int whole = parts.getOrDefault(step, 0);
        int finished = done.getOrDefault(step, 0);
        int filled = whole == 0 ? 0 : BAR_WIDTH * finished / whole;
        out.print("\r\u001b[K%-16s [%s%s] %s".formatted(
                step.state(), "█".repeat(filled), "░".repeat(BAR_WIDTH - filled), whole == 0 ? "…" : finished + "/" + whole));
        out.flush();
    }

    /// Leaves the terminal's cursor on a line of its own.
    void close() {
        if (display == Display.BAR) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }

    /// For people: `12.3 s`.
    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
    }
}
