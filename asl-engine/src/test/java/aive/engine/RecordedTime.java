package aive.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Sleeps at once and remembers for how long; alarms ring in real time, since they race with real work.
final class RecordedTime implements Time {

    private final List<Duration> sleeps = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("asleep");
        }
        sleeps.add(duration);
        now = now.plus(duration);
    }

    @Override
    public Alarm alarm(Duration after, Runnable action) {
        return Time.system().alarm(after, action);
    }

    synchronized List<Duration> sleeps() {
        return List.copyOf(sleeps);
    }
}
