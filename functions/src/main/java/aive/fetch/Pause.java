package aive.fetch;

import java.time.Duration;

/// Waits between two tries: [Thread#sleep(Duration)], or a test's list of what would have been waited for.
@FunctionalInterface
interface Pause {

    void of(Duration duration) throws InterruptedException;
}
