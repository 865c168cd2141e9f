package aive.fault;

import java.util.SplittableRandom;

/// Decides which calls of a port fail: a run of consecutive calls, or each call with a probability.
final class Faults {

    private final SplittableRandom random;
    private final int first;
    private final int end;
    private final double rate;
    private int calls;
    private boolean over;

    private Faults(SplittableRandom random, int first, int end, double rate) {
        this.random = random;
        this.first = first;
        this.end = end;
        this.rate = rate;
    }

    /// Chooses the calls that fail.
    ///
    /// @param calls about how many calls one execution makes
    static Faults of(SplittableRandom random, int calls) {
        int first = random.nextInt(calls);
        return switch (random.nextInt(4)) {
            case 0 -> new Faults(random, first, first + 1, 0);
            case 1 -> new Faults(random, first, first + 2 + random.nextInt(10), 0);
            case 2 -> new Faults(random, first, Integer.MAX_VALUE, 0);
            default -> new Faults(random, 0, 0, 0.02 + 0.2 * random.nextDouble());
        };
    }

    /// Whether the next call fails.
    synchronized boolean strike() {
        int call = calls++;
        boolean inRun = call >= first && call < end;
        return !over && (inRun || random.nextDouble() < rate);
    }

    /// One of several kinds of faults.
    synchronized <T> T oneOf(T[] kinds) {
        return kinds[random.nextInt(kinds.length)];
    }

    /// Lets all calls from now on succeed.
    synchronized void end() {
        over = true;
    }

    @Override
    public String toString() {
        return "fails in calls %d to %d, and in %.0f %% of all calls".formatted(first, end, 100 * rate);
    }
}
