package aive.parallel;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Random pauses, which keep processes from retrying at the same time.
///
/// Lambda may start many processes from one snapshot. Only the operating system's generator gives each of them other
/// numbers: the seeds of other generators are part of the snapshot.
public final class Jitter {

    private static final RandomGenerator RANDOM = new SecureRandom();

    private Jitter() {}

    /// A random duration from `least` to `most`, both included.
    public static Duration between(Duration least, Duration most) {
        return Duration.ofNanos(RANDOM.nextLong(least.toNanos(), most.toNanos() + 1));
    }
}
