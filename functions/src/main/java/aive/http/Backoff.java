package aive.http;
import aive.parallel.Jitter;
import java.time.Duration;

/// The pause before a retry: exponential, with jitter.
public final class Backoff {

    private Backoff() {}

    /// Returns the pause before the next attempt: a random duration between half of a maximum and the maximum.
    ///
    /// The maximum doubles with every attempt, up to `limits.longestPause()`. The random part keeps clients from
    /// retrying at the same time. The pause is never shorter than `atLeast`.
    ///
    /// @param attempts how many attempts have failed, 1 or more
    /// @param atLeast the server's Retry-After, or zero
    public static Duration pause(int attempts, Duration atLeast, HttpLimits limits) {
        Duration full = limits.firstPause().multipliedBy(1L << Math.min(attempts - 1, 16));
        Duration bounded = full.compareTo(limits.longestPause()) < 0 ? full : limits.longestPause();
        Duration backoff = Jitter.between(bounded.dividedBy(2), bounded);
        return backoff.compareTo(atLeast) > 0 ? backoff : atLeast;
    }
}
