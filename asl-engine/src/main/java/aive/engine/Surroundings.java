package aive.engine;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// What an engine needs of the world around it.
///
/// @param workers how many functions run at once, and how many iterations of any one Map
/// @param grace how long a function that is stopped may take to end; one that ignores interruption longer than this is left behind running
/// @param random for jitter, `$random`, and `$uuid`; used by one thread at a time
public record Surroundings(
        int workers, Duration grace, Time time, RandomGenerator random, ObjectReader objects, ExecutionListener listener) {

    /// The usual grace: FFmpeg is killed at once, what remains is Java code on its way out.
    public static final Duration GRACE = Duration.ofSeconds(10);

    /// @throws IllegalArgumentException if there is no worker
    public Surroundings {
        if (workers < 1) {
            throw new IllegalArgumentException("at least one worker is needed, not " + workers);
        }
    }

    /// The machine's own time and randomness.
    public static Surroundings of(int workers, ObjectReader objects, ExecutionListener listener) {
        return new Surroundings(workers, GRACE, Time.system(), RandomGenerator.getDefault(), objects, listener);
    }
}
