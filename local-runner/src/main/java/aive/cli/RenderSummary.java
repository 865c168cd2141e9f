package aive.cli;

import aive.execution.RenderStep;
import aive.message.RenderResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The summary of a render: its output, the processor time, and the time of each step.
///
/// Create the summary just before the render: it leaves out the processor time that child processes used until then.
/// The launcher script replaces itself with this process (`exec`), so children of the script, such as a build, are also
/// children of this process.
final class RenderSummary {

    /// Linux counts processor time in these ticks. The rate is no longer configurable, so all machines use the same.
    private static final int TICKS_PER_SECOND = 100;

    /// Zero-based field indexes in `/proc/self/stat`, counted after the program's name: the user and system time of
    /// child processes that have terminated.
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;

    private final long start = System.nanoTime();
    private final Optional<Duration> childrenBefore = childrensProcessorTime();

    /// `1 chunk, reused`, `12 chunks, 3 of them reused`
    static String chunks(int total, int reused) {
        return total == 1
                ? "1 chunk, " + (reused == 1 ? "reused" : "rendered")
                : "%d chunks, %d of them reused".formatted(total, reused);
    }

    List<String> of(RenderResult result, Map<RenderStep, Duration> took) {
        List<String> lines = new ArrayList<>();
        lines.add(picture(
                result.frames(),
                result.durationSeconds().toPlainString(),
                result.width(),
                result.height(),
                result.fps().toString(),
                result.bytes()));
        lines.add("%s; wall %s, %s"
                .formatted(
                        chunks(result.chunks().total(), result.chunks().reused()),
                        ProgressDisplay.seconds(Duration.ofNanos(System.nanoTime() - start)),
                        processorTime()));
        List<String> steps = new ArrayList<>();
        took.forEach((step, duration) ->
                steps.add("%s %s".formatted(step.state().toLowerCase(Locale.ROOT), ProgressDisplay.seconds(duration))));
        lines.add("time: " + String.join(", ", steps));
        return lines;
    }

    /// Describes the video in one line.
    static String picture(long frames, String seconds, int width, int height, String fps, long bytes) {
        return String.format(
                Locale.ROOT,
                "%d frames, %s s, %d×%d at %s fps, %.1f MB",
                frames,
                seconds,
                width,
                height,
                fps,
                bytes / 1e6);
    }

    private String processorTime() {
        Optional<Duration> own = ProcessHandle.current().info().totalCpuDuration();
        Optional<Duration> ffmpeg =
                childrenBefore.flatMap(before -> childrensProcessorTime().map(now -> now.minus(before)));
        if (own.isEmpty() || ffmpeg.isEmpty()) {
            return "CPU unknown on this platform";
        }
        return "CPU %s (FFmpeg %s, Java %s)"
                .formatted(
                        ProgressDisplay.seconds(own.get().plus(ffmpeg.get())),
                        ProgressDisplay.seconds(ffmpeg.get()),
                        ProgressDisplay.seconds(own.get()));
    }

    /// Returns the processor time of terminated child processes. Empty on systems other than Linux.
    private static Optional<Duration> childrensProcessorTime() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_SYSTEM]);
            return Optional.of(Duration.ofMillis(ticks * 1_000 / TICKS_PER_SECOND));
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
