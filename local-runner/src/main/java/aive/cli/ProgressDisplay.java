package aive.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Displays progress: on a terminal a bar for the running step, otherwise a line for each finished step.
final class ProgressDisplay {

    /// The form of the display.
    enum DisplayForm {
        BAR,
        LINES,
        NOTHING;

        /// The form for this process's standard error.
        static DisplayForm of(boolean quiet) {
            if (quiet) {
                return NOTHING;
            }
            // Java cannot tell whether stderr is a terminal; the launcher can.
            return Boolean.getBoolean("aive.terminal") ? BAR : LINES;
        }
    }

    private static final int BAR_WIDTH = 30;

    private final DisplayForm kind;
    private final PrintStream out;
    private final Map<RenderStep, Instant> begun = new EnumMap<>(RenderStep.class);
    private final Map<RenderStep, Duration> took = new EnumMap<>(RenderStep.class);
    private final Map<RenderStep, Integer> parts = new EnumMap<>(RenderStep.class);
    private final Map<RenderStep, Integer> done = new EnumMap<>(RenderStep.class);

    ProgressDisplay(DisplayForm kind, PrintStream out) {
        this.kind = kind;
        this.out = out;
    }

    /// How long each finished step took.
    Map<RenderStep, Duration> took() {
        return took;
    }

    /// The Map that has started without a known number of parts.
    Optional<RenderStep> latestWithoutParts() {
        return begun.keySet().stream()
                .filter(step -> (step == RenderStep.FETCH || step == RenderStep.RENDER) && !parts.containsKey(step))
                .findFirst();
    }

    boolean hasBegun(RenderStep step) {
        return begun.containsKey(step);
    }

    boolean hasEnded(RenderStep step) {
        return took.containsKey(step);
    }

    void begin(RenderStep step, Instant when) {
        begun.put(step, when);
        show(step);
    }

    /// @param count how many parts a Map has
    void parts(RenderStep step, int count) {
        parts.put(step, count);
    }

    /// Records that another part of a Map is done.
    void count(RenderStep step) {
        done(step, done.getOrDefault(step, 0) + 1);
    }

    /// @param count how many parts of a Map are done
    void done(RenderStep step, int count) {
        done.put(step, count);
        show(step);
    }

    void end(RenderStep step, Instant when) {
        Duration duration = Duration.between(begun.getOrDefault(step, when), when);
        took.put(step, duration);
        String line = "%-16s %s%s"
                .formatted(
                        step.state(),
                        seconds(duration),
                        parts.containsKey(step) ? ", %d parts".formatted(parts.get(step)) : "");
        switch (kind) {
            case BAR -> out.print("\r\u001b[K" + line + "\n");
            case LINES -> out.println(line);
            case NOTHING -> {}
        }
    }

    /// Prints a line that is not about progress. The line appears even if progress is not displayed.
    void say(String line) {
        out.print((kind == DisplayForm.BAR ? "\r\u001b[K" : "") + Terminal.escaped(line) + "\n");
        out.flush();
    }

    private void show(RenderStep step) {
        if (kind != DisplayForm.BAR || step == RenderStep.MIX) {
            // The bar belongs to the chunks, which render at the same time and take longer.
            return;
        }
        int whole = parts.getOrDefault(step, 0);
        int finished = done.getOrDefault(step, 0);
        int filled = whole == 0 ? 0 : BAR_WIDTH * finished / whole;
        out.print("\r\u001b[K%-16s [%s%s] %s"
                .formatted(
                        step.state(),
                        "█".repeat(filled),
                        "░".repeat(BAR_WIDTH - filled),
                        whole == 0 ? "…" : finished + "/" + whole));
        out.flush();
    }

    /// Clears the progress bar.
    void close() {
        if (kind == DisplayForm.BAR) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }

    /// Formats a duration for people to read: `12.3 s`.
    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
    }
}
