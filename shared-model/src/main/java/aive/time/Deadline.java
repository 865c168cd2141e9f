package aive.time;

import java.time.Duration;
import java.util.function.LongSupplier;

/// The time by which a step must finish.
public final class Deadline {

    private final LongSupplier nanoTime;
    private final long end;

    private Deadline(LongSupplier nanoTime, long end) {
        this.nanoTime = nanoTime;
        this.end = end;
    }

    public static Deadline in(Duration duration) {
        return in(duration, System::nanoTime);
    }

    /// @param nanoTime a monotonic clock, in nanoseconds
    public static Deadline in(Duration duration, LongSupplier nanoTime) {
        return new Deadline(nanoTime, nanoTime.getAsLong() + duration.toNanos());
    }

    /// The remaining time, zero after the deadline.
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, end - nanoTime.getAsLong()));
    }

    /// The earlier of this deadline and `duration` from now.
    public Deadline atMost(Duration duration) {
        return remaining().compareTo(duration) <= 0 ? this : in(duration, nanoTime);
    }
}
