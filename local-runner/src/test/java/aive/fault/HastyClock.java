package aive.fault;

import aive.engine.EngineClock;
import java.time.Duration;
import java.time.Instant;

/// The operating system's clock, except that pauses before retries take a thousandth of their time.
final class HastyClock implements EngineClock {

    private final EngineClock system = EngineClock.system();

    @Override
    public Instant now() {
        return system.now();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        system.sleep(duration.dividedBy(1_000));
    }

    @Override
    public ScheduledAction schedule(Duration delay, Runnable action) {
        return system.schedule(delay, action);
    }
}
