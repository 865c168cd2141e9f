package aive.engine;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// The limits of an engine, and the interfaces that connect it to the outside world.
///
/// @param workers how many functions may run at the same time, and how many iterations of one Map
/// @param gracePeriod how long the engine waits for an interrupted function; the engine leaves a slower one running
/// @param random the generator for jitter, `$random`, and `$uuid`; the engine uses it on one thread at a time
/// @param objectReader reads the S3 objects that the `ItemReader` of a distributed Map names
public record EngineSettings(
        int workers,
        Duration gracePeriod,
        EngineClock clock,
        RandomGenerator random,
        S3ObjectReader objectReader,
        ExecutionListener listener) {

    /// The default grace period: enough time for an interrupted handler to stop its own processes.
    public static final Duration DEFAULT_GRACE_PERIOD = Duration.ofSeconds(10);

    /// @throws IllegalArgumentException if there is no worker
    public EngineSettings {
        if (workers < 1) {
            throw new IllegalArgumentException("the number of workers is %d; it must be at least 1".formatted(workers));
        }
    }

    /// Settings with the system clock, the default random generator, and the default grace period.
    public static EngineSettings withSystemClock(
            int workers, S3ObjectReader objectReader, ExecutionListener listener) {
        return withClock(EngineClock.system(), workers, objectReader, listener);
    }

    /// Settings with another clock, the default random generator, and the default grace period.
    public static EngineSettings withClock(
            EngineClock clock, int workers, S3ObjectReader objectReader, ExecutionListener listener) {
        return new EngineSettings(
                workers,
                DEFAULT_GRACE_PERIOD,
                clock,
                RandomGenerator.getDefault(),
                objectReader,
                listener);
    }
}
