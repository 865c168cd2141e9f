package aive.engine;

import java.time.Duration;
import java.time.Instant;

/// The clock of the operating system.
final class SystemClock implements EngineClock {

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }

    @Override
    public ScheduledAction schedule(Duration delay, Runnable action) {
        Thread thread = Thread.ofVirtual().name("scheduled action").start(() -> {
            try {
                Thread.sleep(delay);
            } catch (InterruptedException _) {
                return; // closed before the delay was over
            }
            action.run();
        });
        return thread::interrupt;
    }
}
