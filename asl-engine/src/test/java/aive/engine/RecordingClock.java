package aive.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A clock whose `sleep` returns at once, advances the time, and records the duration.
///
/// Scheduled actions run after a real delay, because the tests of timeouts do real work meanwhile.
final class RecordingClock implements EngineClock {

    private final List<Duration> sleeps = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while sleeping");
        }
        sleeps.add(duration);
        now = now.plus(duration);
    }

    @Override
    public ScheduledAction schedule(Duration delay, Runnable action) {
        return EngineClock.system().schedule(delay, action);
    }

    /// The durations of all calls of `sleep`, in order.
    synchronized List<Duration> sleeps() {
        return List.copyOf(sleeps);
    }
}
