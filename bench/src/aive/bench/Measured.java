package aive.bench;

import aive.ffmpeg.LibraryPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a command took.
///
/// @param wall seconds
/// @param cpu seconds, user and system, of the command and everything that it started
/// @param largest memory of the largest process at its peak, in MB; 0 where the platform does not tell
/// @param together memory of all processes at once, at its peak, in MB
/// @param log its standard error
record Measured(double wall, double cpu, double largest, double together, List<String> log) {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Pattern TIME = Pattern.compile("([0-9]+)m([0-9.]+)s");

    /// Runs a command to its end.
    ///
    /// @param folder for its log
    static Measured run(List<String> command, Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Path times = folder.resolve("times");
        // `times` is the one way to ask for the processor time of ended children that every platform has.
        List<String> all =
                new ArrayList<>(List.of("sh", "-c", "\"$@\"; code=$?; times >\"$0\"; exit $code", times.toString()));
        all.addAll(command);
        long start = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(all)
                .redirectError(log.toFile())
                .redirectOutput(folder.resolve("output").toFile())
                .redirectInput(Path.of("/dev/null").toFile());
        LibraryPath.prepend(builder.environment(), Path.of(command.getFirst()));
        Process process = builder.start();
        Map<Long, Double> peaks = new HashMap<>();
        double together = 0;
        while (!process.waitFor(BETWEEN_LOOKS)) {
            double now = 0;
            try (Stream<ProcessHandle> descendants = process.descendants()) {
                for (ProcessHandle each : descendants.toList()) {
                    now += memory(each.pid(), "VmRSS");
                    peaks.merge(each.pid(), memory(each.pid(), "VmHWM"), Math::max);
                }
            }
            together = Math.max(together, now);
        }
        double wall = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) {
            throw new IOException("exit code %d:\n%s".formatted(process.exitValue(), Files.readString(log)));
        }
        double largest =
                peaks.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return new Measured(wall, childrensTime(Files.readString(times)), largest, together, Files.readAllLines(log));
    }

    /// The second line of `times` is about the children.
    private static double childrensTime(String times) {
        Matcher matcher = TIME.matcher(times.lines().toList().get(1));
        double sum = 0;
        while (matcher.find()) {
            sum += 60 * Double.parseDouble(matcher.group(1)) + Double.parseDouble(matcher.group(2));
        }
        return sum;
    }

    /// A line of `/proc/PID/status`, in MB. A process that has just ended has none.
    private static double memory(long pid, String field) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith(field + ":"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .sum();
        } catch (IOException | RuntimeException _) {
            return 0;
        }
    }
}
