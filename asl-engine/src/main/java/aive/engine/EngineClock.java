package aive.engine;

import java.time.Duration;
import java.time.Instant;

/// The clock of an engine: tells the time, sleeps, and schedules actions. Tests replace it to avoid real waiting.
public interface EngineClock {

    Instant now();

    /// Blocks the calling thread for `duration`. The engine sleeps before a retry and in a Wait state.
    void sleep(Duration duration) throws InterruptedException;

    /// Runs an action once after a delay, on a thread of its own. Closing the returned object first cancels the action.
    ScheduledAction schedule(Duration delay, Runnable action);

    /// The clock of the operating system.
    static EngineClock system() {
        return new SystemClock();
    }

    /// A scheduled action. Closing it cancels the action, and does nothing if the action has run.
    interface ScheduledAction extends AutoCloseable {

        @Override
        void close();
    }
}
