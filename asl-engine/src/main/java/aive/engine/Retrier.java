package aive.engine;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// One entry of a `Retry`: the errors that it matches, the number of attempts, and the delays between them.
///
/// @param maxDelaySeconds the longest delay; [Integer#MAX_VALUE] if the definition has no `MaxDelaySeconds`
/// @param fullJitter whether each delay is random, uniformly distributed from zero to its full length
record Retrier(
        ErrorNames errors,
        int intervalSeconds,
        double backoffRate,
        int maxAttempts,
        int maxDelaySeconds,
        boolean fullJitter) {

    /// The delay before a retry, in whole milliseconds.
    ///
    /// It is `intervalSeconds × backoffRate^(retry − 1)`, at most `maxDelaySeconds`, and then shortened by jitter.
    ///
    /// @param retry number of the retry by this retrier, from 1
    Duration delay(int retry, RandomGenerator random) {
        double seconds = Math.min(intervalSeconds * Math.pow(backoffRate, retry - 1), maxDelaySeconds);
        return Duration.ofMillis(Math.round(seconds * 1000 * (fullJitter ? random.nextDouble() : 1)));
    }
}
