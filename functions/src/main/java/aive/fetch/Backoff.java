package aive.fetch;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// How long to wait before another try.
final class Backoff {

    private Backoff() {}

    /// Doubles with every try. Between half of it and all of it, so that what failed together does not come back together.
    ///
    /// @param tried how often it has been tried, 1 or more
    static Duration after(int tried, FetchLimits limits) {
        Duration full = limits.firstPause().multipliedBy(1L << Math.min(tried - 1, 16));
        Duration bounded = full.compareTo(limits.longestPause()) < 0 ? full : limits.longestPause();
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(bounded.toNanos() / 2, bounded.toNanos() + 1));
    }
}
