package aive.ffmpeg;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Reads FFmpeg's `-progress` reports, and detects that FFmpeg has stalled.
///
/// On a busy machine FFmpeg is slow and must not be killed. A stall is therefore reported only in two cases: either the
/// process uses almost no processor time, so it waits for something, or it has used much processor time without any
/// output, so it is in an endless loop.
final class StallDetector {

    /// Long enough: even on a slow machine, FFmpeg writes the first frame of 4K footage within a few seconds.
    static final Duration DEFAULT_STALL_TIMEOUT = Duration.ofSeconds(30);

    /// A process that uses less than this counts as waiting, in percent of one processor.
    private static final int WAITING = 2;

    /// Enough for remarks of a script that starts FFmpeg.
    private static final int MOST_OTHER_LINES = 1_000;

    private final Duration stallTimeout;
    private final Duration busyTimeout;
    private final Map<String, String> report = new HashMap<>();
    private Map<String, String> latest = Map.of();
    private long since = System.nanoTime();
    private Duration usedBefore = Duration.ZERO;
    private volatile boolean advanced;
    private volatile boolean complete;
    private int otherLines;
    private boolean waiting;

    /// @param stallTimeout time without a frame or any other output after which FFmpeg counts as stalled
    /// @param leadIn length of the footage that may be decoded before the first frame; each second of it allows one
    ///     more second of processor time
    StallDetector(Duration stallTimeout, Duration leadIn) {
        this.stallTimeout = stallTimeout;
        this.busyTimeout = stallTimeout.plus(leadIn);
    }

    /// Reads a line of the reports.
    void line(String line) {
        int equals = line.indexOf('=');
        if (equals > 0) {
            add(line.substring(0, equals), line.substring(equals + 1).strip());
        } else {
            otherLines++;
        }
    }

    /// Whether the program prints something else than reports. FFmpeg prints nothing else.
    boolean isGarbage() {
        return otherLines > MOST_OTHER_LINES;
    }

    private synchronized void add(String name, String value) {
        switch (name) {
            case "frame", "out_time_us", "total_size" -> report.put(name, value);
            case "progress" -> {
                complete |= value.equals("end");
                if (!report.equals(latest)) {
                    latest = Map.copyOf(report);
                    advanced = true;
                }
            }
            default -> { }
        }
    }

    /// Whether the last report has been read. FFmpeg writes one in every run that succeeds.
    boolean isComplete() {
        return complete;
    }

    /// The number of frames written.
    synchronized long frames() {
        String frames = latest.getOrDefault("frame", "0");
        return frames.matches("[0-9]{1,18}") ? Long.parseLong(frames) : 0;
    }

    /// Whether the process has stalled. Call it about once a second.
    boolean hasStalled(ProcessTree tree) {
        Duration used = tree.processorTime().orElse(Duration.ZERO);
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
        waiting = usedSince.multipliedBy(100).compareTo(waited.multipliedBy(WAITING)) < 0;
        return waiting || usedSince.compareTo(busyTimeout) >= 0;
    }

    /// Whether the process that has stalled used almost no processor time.
    boolean isWaiting() {
        return waiting;
    }
}
