package aive.ffmpeg;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// Follows what FFmpeg reports by `-progress`, and tells when it has stopped getting on.
///
/// A process on a busy machine gets on slowly, and must not be killed for it. So time counts only where it cannot be the machine's fault: while the
/// process hardly asks for a processor (it waits for something that does not come), or once it has used so much of one that it must be turning in circles.
final class StallDetector {

    /// Even 4K footage has its first frame within a few seconds on a slow machine.
    static final Duration DEFAULT_STALL_TIMEOUT = Duration.ofSeconds(30);

    /// The share of one processor below which a process waits, in percent.
    private static final int WAITING = 2;

    private final Duration stallTimeout;
    private final Duration busyTimeout;
    private final Map<String, String> report = new HashMap<>();
    private Map<String, String> latest = Map.of();
    private long since = System.nanoTime();
    private Duration usedBefore = Duration.ZERO;
    private volatile boolean advanced;

    /// @param stallTimeout without a frame, or any other output, for this long FFmpeg has stopped
    /// @param leadIn how much footage may have to be decoded before the first frame; a process that does so is given a second of processor time for each
    StallDetector(Duration stallTimeout, Duration leadIn) {
        this.stallTimeout = stallTimeout;
        this.busyTimeout = stallTimeout.plus(leadIn);
    }

    /// Reads all reports, up to the end of the process.
    void read(InputStream reports) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(reports, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    add(line.substring(0, equals), line.substring(equals + 1).strip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void add(String name, String value) {
        switch (name) {
            case "frame", "out_time_us", "total_size" -> report.put(name, value);
            case "progress" -> {
                if (!report.equals(latest)) {
                    latest = Map.copyOf(report);
                    advanced = true;
                }
            }
            default -> { }
        }
    }

    /// How many frames have been written.
    synchronized long frames() {
        String frames = latest.getOrDefault("frame", "0");
        return frames.matches("[0-9]{1,18}") ? Long.parseLong(frames) : 0;
    }

    /// Whether the process has stopped getting on. To be asked about once a second.
    boolean hasStalled(Process process) {
        Duration used = processorTime(process);
        if (advanced) {
            advanced = false;
            since = System.nanoTime();
            usedBefore = used;
            return false;
        }
        Duration waited = Duration.ofNanos(System.nanoTime() - since);
        Duration usedSince = used.minus(usedBefore);
        if (waited.compareTo(stallTimeout) < 0) {
            return false;
        }
        return usedSince.multipliedBy(100).compareTo(waited.multipliedBy(WAITING)) < 0 || usedSince.compareTo(busyTimeout) >= 0;
    }

    /// Of the process and its children: the program may be a script that starts FFmpeg.
    private static Duration processorTime(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
