package aive.cli;

import aive.execution.RenderStep;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Displays progress: on a terminal a bar for the running step, otherwise a line for each finished step and every few
/// seconds a line for the running step.
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

        /// The time after which the running step is displayed again.
        private Duration period() {
            return this == BAR ? Duration.ofSeconds(1) : Duration.ofSeconds(5);
        }
    }

    private static final int BAR_WIDTH = 30;
    private static final String CLEAR = "\r\u001b[K";
    private static final long LONGEST_IN_SECONDS = 100;

    private final DisplayForm kind;
    private final PrintStream out;
    private final Function<Instant, Optional<Duration>> left;
    private final Map<RenderStep, Instant> begun = new EnumMap<>(RenderStep.class);
    private final Map<RenderStep, Duration> took = new EnumMap<>(RenderStep.class);
    private final Map<RenderStep, Integer> parts = new EnumMap<>(RenderStep.class);
    private final Map<RenderStep, Integer> done = new EnumMap<>(RenderStep.class);
    private final Thread repeating;

    /// @param left the time until the end, at a time while chunks are rendered; empty if it is not known
    ProgressDisplay(DisplayForm kind, PrintStream out, Function<Instant, Optional<Duration>> left) {
        this.kind = kind;
        this.out = out;
        this.left = left;
        this.repeating = Thread.ofVirtual().unstarted(this::repeat);
        if (kind != DisplayForm.NOTHING) {
            repeating.start();
        }
    }

    private void repeat() {
        try {
            while (true) {
                Thread.sleep(kind.period());
                repeat(Instant.now());
            }
        } catch (InterruptedException _) {
            // closed
        }
    }

    /// Displays the running step again.
    synchronized void repeat(Instant now) {
        current().ifPresent(step -> {
            switch (kind) {
                case BAR -> showBar(step, now);
                case LINES -> out.println("%-16s %s%s".formatted(step.state(), counted(step), timeLeft(step, now)));
                case NOTHING -> {}
            }
        });
    }

    /// The step that is running; of several, the chunks, which take longer than the audio.
    private Optional<RenderStep> current() {
        return begun.keySet().stream().filter(step -> !took.containsKey(step)).findFirst();
    }

    private String counted(RenderStep step) {
        int whole = parts.getOrDefault(step, 0);
        return whole == 0 ? "…" : "%d/%d".formatted(done.getOrDefault(step, 0), whole);
    }

    private String timeLeft(RenderStep step, Instant now) {
        return (step == RenderStep.RENDER ? left.apply(now) : Optional.<Duration>empty())
                .map(time -> ", about %s left".formatted(rounded(time)))
                .orElse("");
    }

    private static String rounded(Duration time) {
        long seconds = Math.max(1, Math.round(time.toMillis() / 1_000.0));
        return seconds < LONGEST_IN_SECONDS
                ? seconds + " s"
                : "%d min %02d s".formatted(seconds / 60, seconds % 60);
    }

    /// How long each finished step took.
    synchronized Map<RenderStep, Duration> took() {
        return new EnumMap<>(took);
    }

    /// The Map that has started without a known number of parts.
    synchronized Optional<RenderStep> latestWithoutParts() {
        return begun.keySet().stream()
                .filter(step -> (step == RenderStep.FETCH || step == RenderStep.RENDER) && !parts.containsKey(step))
                .findFirst();
    }

    synchronized boolean hasBegun(RenderStep step) {
        return begun.containsKey(step);
    }

    synchronized boolean hasEnded(RenderStep step) {
        return took.containsKey(step);
    }

    synchronized void begin(RenderStep step, Instant when) {
        begun.put(step, when);
        show(step);
    }

    /// @param count how many parts a Map has
    synchronized void parts(RenderStep step, int count) {
        parts.put(step, count);
    }

    /// Records that another part of a Map is done.
    synchronized void count(RenderStep step) {
        done.put(step, done.getOrDefault(step, 0) + 1);
        show(step);
    }

    /// @param count how many parts of a Map are done
    synchronized void done(RenderStep step, int count) {
        done.put(step, count);
        show(step);
    }

    /// What Ctrl-C leaves for the next run: `7 of 12 chunks kept; run it again to go on`. Empty before the first chunk.
    synchronized String kept() {
        return parts.containsKey(RenderStep.RENDER)
                ? "%d of %d chunks kept; run it again to go on"
                        .formatted(done.getOrDefault(RenderStep.RENDER, 0), parts.get(RenderStep.RENDER))
                : "";
    }

    private static String parts(int number) {
        return number == 1 ? ", 1 part" : ", %d parts".formatted(number);
    }

    synchronized void end(RenderStep step, Instant when) {
        Duration duration = Duration.between(begun.getOrDefault(step, when), when);
        took.put(step, duration);
        String line = "%-16s %s%s"
                .formatted(
                        step.state(),
                        seconds(duration),
                        parts.containsKey(step) ? parts(parts.get(step)) : "");
        switch (kind) {
            case BAR -> out.print(CLEAR + line + "\n");
            case LINES -> out.println(line);
            case NOTHING -> {}
        }
    }

    /// Prints a line that is not about progress. The line appears even if progress is not displayed.
    synchronized void say(String line) {
        out.print((kind == DisplayForm.BAR ? CLEAR : "") + Terminal.escaped(line) + "\n");
        out.flush();
    }

    private void show(RenderStep step) {
        // The bar belongs to the chunks, which render at the same time as the audio and take longer.
        if (kind == DisplayForm.BAR && step != RenderStep.MIX) {
            showBar(step, Instant.now());
        }
    }

    private void showBar(RenderStep step, Instant now) {
        int whole = parts.getOrDefault(step, 0);
        int filled = whole == 0 ? 0 : BAR_WIDTH * done.getOrDefault(step, 0) / whole;
        out.print("%s%-16s [%s%s] %s%s"
                .formatted(
                        CLEAR,
                        step.state(),
                        "█".repeat(filled),
                        "░".repeat(BAR_WIDTH - filled),
                        counted(step),
                        timeLeft(step, now)));
        out.flush();
    }

    /// Ends the display, and clears the progress bar.
    void close() {
        repeating.interrupt();
        synchronized (this) {
            if (kind == DisplayForm.BAR) {
                out.print(CLEAR);
                out.flush();
            }
        }
    }

    /// Formats a duration of any length for people to read: `12.3 s`, `1 h 6 min 46 s`.
    static String time(Duration duration) {
        if (duration.toMinutes() == 0) {
            return seconds(duration);
        }
        return (duration.toHours() == 0 ? "" : duration.toHours() + " h ")
                + "%d min %d s".formatted(duration.toMinutesPart(), duration.toSecondsPart());
    }

    /// Formats a short duration for people to read: `12.3 s`.
    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
    }
}
