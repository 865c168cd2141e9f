package aive.ffmpeg;

import java.time.Duration;
import java.util.Optional;

/// Detects a program that hangs: it writes nothing and uses almost no processor time.
///
/// A program that works long without writing anything is not idle.
final class IdleDetector {

    /// No disk lets ffprobe wait so long for a part of a file.
    static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ofSeconds(20);

    /// A process that uses less than this counts as waiting, in percent of one processor.
    private static final int WAITING = 2;

    private final Duration idleTimeout;
    private long since = System.nanoTime();
    private long writtenBefore;
    private Optional<Duration> usedBefore = Optional.of(Duration.ZERO);

    IdleDetector(Duration idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    /// Whether the program hangs. Call it about once a second.
    ///
    /// @param written how much the program has written so far, in any unit
    boolean isIdle(ProcessTree tree, long written) {
        Optional<Duration> used = tree.processorTime();
        Duration waited = Duration.ofNanos(System.nanoTime() - since);
        boolean waits = written == writtenBefore && isWaiting(used, waited);
        if (waits && waited.compareTo(idleTimeout) >= 0) {
            return true;
        }
        if (!waits && waited.toSeconds() >= 1) {
            since = System.nanoTime();
            writtenBefore = written;
            usedBefore = used;
        }
        return false;
    }

    private boolean isWaiting(Optional<Duration> used, Duration waited) {
        return used.flatMap(now -> usedBefore.map(now::minus))
                .filter(usedSince -> usedSince.multipliedBy(100).compareTo(waited.multipliedBy(WAITING)) < 0)
                .isPresent();
    }
}
