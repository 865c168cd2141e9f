package aive.notify;

import aive.error.DeadlineExceeded;
import java.time.Duration;

/// Waiting, in the words of this package's errors.
final class Pauses {

    private Pauses() {}

    /// @throws DeadlineExceeded if the call is ended meanwhile
    static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeadlineExceeded("", "the notification was called off", e);
        }
    }
}
