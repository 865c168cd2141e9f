package aive.engine;

import java.time.Duration;
import java.time.Instant;

/// The clock of an engine: what time it is, waiting, and being woken.
public interface Time {

    Instant now();

    /// Waits: before a retry, and in a Wait state.
    void sleep(Duration duration) throws InterruptedException;

    /// Runs an action once after a while, on a thread of its own, unless the alarm is closed before.
    Alarm alarm(Duration after, Runnable action);

    /// The machine's own time.
    static Time system() {
        return new SystemTime();
    }

    /// A pending action; closing it again, or after it has run, does nothing.
    interface Alarm extends AutoCloseable {

        @Override
        void close();
    }
}
