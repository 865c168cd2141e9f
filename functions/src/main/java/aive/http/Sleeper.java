package aive.http;
import java.time.Duration;

/// Waits between two requests: [Thread#sleep(Duration)], or a test double that records the durations.
@FunctionalInterface
interface Sleeper {

    void sleep(Duration duration) throws InterruptedException;
}
