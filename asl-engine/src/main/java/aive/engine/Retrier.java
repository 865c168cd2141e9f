package aive.engine;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// One entry of a `Retry`: which errors are tried again, how often, and after what wait.
///
/// @param maxDelaySeconds the longest wait; [Integer#MAX_VALUE] where the definition names none
/// @param fullJitter whether a wait is drawn evenly between nothing and its full length
record Retrier(ErrorNames errors, int intervalSeconds, double backoffRate, int maxAttempts, int maxDelaySeconds, boolean fullJitter) {

    /// The wait before a retry: `interval × backoffRate^(retry − 1)`, at most the cap, then jitter; in whole milliseconds.
    ///
    /// @param retry which retry by this retrier it is, from 1
    Duration delay(int retry, RandomGenerator random) {
        double seconds = Math.min(intervalSeconds * Math.pow(backoffRate, retry - 1), maxDelaySeconds);
        return Duration.ofMillis(Math.round(seconds * 1000 * (fullJitter ? random.nextDouble() : 1)));
    }
}
