package aive.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import Lambda.TooManyRequestsException;
import Runtime.ExitError;
import aive.engine.Engine;
import aive.engine.EngineClock;
import aive.engine.EngineSettings;
import aive.engine.Outcome;
import aive.error.DeadlineExceeded;
import aive.error.InvalidProject;
import aive.error.StorageUnavailable;
import aive.forecast.CallMeter;
import aive.handler.JsonHandler;
import aive.json.Json;
import aive.message.ChunkTask;
import aive.message.MixedSoundtrack;
import aive.message.PlannedRender;
import aive.message.PreparedProject;
import aive.plan.Estimate;
import aive.plan.PlanSchema;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// How often the state machine calls a function that fails: an attempt may cost fifteen minutes of a large function.
class RetryLimitsTest {

    private static final Estimate ESTIMATE = new Estimate(
            BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ONE);

    private int calls;

    static Stream<Arguments> failures() {
        return Stream.of(
                failure(() -> new InvalidProject("", "any"), 1),
                failure(() -> new DeadlineExceeded("", "any"), 2),
                failure(() -> new OutOfMemoryError("Java heap space"), 2),
                failure(ExitError::new, 2),
                failure(() -> new IllegalStateException("any"), 3),
                failure(() -> new StorageUnavailable("", "any"), 4),
                failure(TooManyRequestsException::new, 51));
    }

    private static Arguments failure(Supplier<Throwable> error, int calls) {
        return Arguments.of(error.get().getClass().getSimpleName(), error, calls);
    }

    @ParameterizedTest(name = "{0}: {2} calls")
    @MethodSource("failures")
    void aFunctionThatFailsAgainAndAgainIsCalledThisOften(String error, Supplier<Throwable> failure, int expected) {
        // when
        Outcome outcome = render(failure);
        // then
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, outcome);
        assertEquals(error, failed.errorOutput().root().error().replaceFirst(".*\\.", ""));
        assertEquals(expected, calls);
    }

    /// A chunk that exceeds its time once and its memory once is not tried a third time.
    @Test
    void expensiveFailuresAreCountedTogether() {
        // given
        Deque<Supplier<Throwable>> failures =
                new ArrayDeque<>(List.of(() -> new DeadlineExceeded("", "any"), ExitError::new));
        // when
        Outcome outcome = render(() -> failures.pop().get());
        // then
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, outcome);
        assertEquals("Runtime.ExitError", failed.errorOutput().root().error());
        assertEquals(2, calls);
    }

    /// Renders one chunk, with a function that always fails.
    private Outcome render(Supplier<Throwable> failure) {
        ChunkTask task = new ChunkTask(1, 1, "1", "", "", "0".repeat(64), "specs", 0, 1, PlanSchema.CURRENT);
        Map<String, RequestStreamHandler> functions = Map.of(
                "PrepareProjectFunctionArn", answer(new PreparedProject("film", "film", 60, List.of(), 1, 1)),
                "FetchMediaFunctionArn", answer("not called"),
                "PlanChunksFunctionArn",
                        answer(new PlannedRender("film", 60, 1, 0, List.of(task), "plan", "chunks", ESTIMATE)),
                "RenderChunkFunctionArn", (_, _, _) -> {
                    calls++;
                    throwAny(failure.get());
                },
                "StitchVideoFunctionArn", answer(new MixedSoundtrack("soundtrack", false)));
        EngineSettings settings = new EngineSettings(
                10,
                EngineSettings.DEFAULT_GRACE_PERIOD,
                new StandingClock(),
                new SplittableRandom(1),
                (_, key) -> Json.bytes(key),
                (_, _) -> {});
        return Engine.load("render", LocalSystem.definition(), functions, Map.of("WorkBucketName", "work"), settings)
                .start("render", Json.MAPPER.createObjectNode())
                .outcome();
    }

    private static RequestStreamHandler answer(Object result) {
        return (_, output, _) -> output.write(JsonHandler.output(result, CallMeter.free().soFar()));
    }

    /// Lambda reports every exception of a handler, checked ones and errors too.
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void throwAny(Throwable failure) throws E {
        throw (E) failure;
    }

    /// A clock on which no time passes.
    private static final class StandingClock implements EngineClock {

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public void sleep(Duration duration) {}

        @Override
        public ScheduledAction schedule(Duration delay, Runnable action) {
            return () -> {};
        }
    }
}
