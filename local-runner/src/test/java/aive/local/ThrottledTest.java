package aive.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import Lambda.TooManyRequestsException;
import aive.engine.Engine;
import aive.engine.EngineClock;
import aive.engine.EngineSettings;
import aive.engine.Execution;
import aive.engine.Outcome;
import aive.forecast.CallMeter;
import aive.handler.JsonHandler;
import aive.json.Json;
import aive.message.ChunkTask;
import aive.message.FetchBatch;
import aive.message.FetchedBatch;
import aive.message.MixedSoundtrack;
import aive.message.PlannedRender;
import aive.message.PreparedProject;
import aive.message.RenderedChunk;
import aive.plan.Estimate;
import aive.plan.PlanSchema;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// More executions than Lambda has room for wait for their turn.
class ThrottledTest {

    private static final Estimate ESTIMATE = new Estimate(
            BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ONE);

    private static final int CONCURRENCY = 4;
    private static final int EXECUTIONS = 5;
    private static final int CHUNKS = 12;

    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger rendered = new AtomicInteger();

    @Test
    void fiveExecutionsAtAFunctionConcurrencyOfFourAllSucceed() {
        // given
        PreparedProject prepared = new PreparedProject(
                "film",
                "film",
                60,
                IntStream.rangeClosed(1, CHUNKS)
                        .mapToObj(i -> new FetchBatch("film", i, CHUNKS, 5))
                        .toList(),
                CONCURRENCY,
                CONCURRENCY);
        List<ChunkTask> tasks = IntStream.rangeClosed(1, CHUNKS)
                .mapToObj(i -> new ChunkTask(i, CHUNKS, "1", "", "", "0".repeat(64), "specs", 0, 1, PlanSchema.CURRENT))
                .toList();
        Map<String, RequestStreamHandler> functions = Map.of(
                "PrepareProjectFunctionArn", limited(prepared, Duration.ofSeconds(1)),
                "FetchMediaFunctionArn", limited(new FetchedBatch(1, 1, 0, 1), Duration.ofSeconds(5)),
                "PlanChunksFunctionArn",
                        limited(new PlannedRender("film", 60, CHUNKS, 0, tasks, "plan", "chunks", ESTIMATE), Duration.ofSeconds(1)),
                "RenderChunkFunctionArn",
                        limited(new RenderedChunk(1, 5, 20, false, Optional.empty()), Duration.ofSeconds(20)),
                "StitchVideoFunctionArn", limited(new MixedSoundtrack("soundtrack", false), Duration.ofSeconds(10)));
        EngineSettings settings = new EngineSettings(
                1_000,
                EngineSettings.DEFAULT_GRACE_PERIOD,
                new FastClock(),
                new SplittableRandom(1),
                (_, key) -> Json.bytes(key),
                (_, _) -> {});
        Engine engine =
                Engine.load("render", LocalSystem.definition(), functions, Map.of("WorkBucketName", "work"), settings);
        // when
        List<Execution> executions = IntStream.range(0, EXECUTIONS)
                .mapToObj(i -> engine.start("render-" + i, Json.MAPPER.createObjectNode()))
                .toList();
        List<Outcome> outcomes = executions.stream().map(Execution::outcome).toList();
        // then
        assertTrue(outcomes.stream().allMatch(Outcome.Succeeded.class::isInstance), outcomes.toString());
        assertEquals(EXECUTIONS * CHUNKS, rendered.get());
        assertTrue(refused.get() > EXECUTIONS, refused + " calls were refused");
    }

    /// A function of which no more run at once than Lambda allows.
    private RequestStreamHandler limited(Object result, Duration takes) {
        Semaphore room = new Semaphore(CONCURRENCY);
        return (_, output, _) -> {
            if (!room.tryAcquire()) {
                refused.incrementAndGet();
                throw new TooManyRequestsException();
            }
            try {
                new FastClock().sleep(takes);
                output.write(JsonHandler.output(result, CallMeter.free().soFar()));
                rendered.addAndGet(result instanceof RenderedChunk ? 1 : 0);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                room.release();
            }
        };
    }

    /// A clock that runs 1,000 times as fast as real time and never runs a scheduled action, so nothing times out.
    private static final class FastClock implements EngineClock {

        private static final int TIMES = 1_000;

        private final Instant start = Instant.parse("2026-01-01T00:00:00Z");
        private final long startNanos = System.nanoTime();

        @Override
        public Instant now() {
            return start.plusNanos((System.nanoTime() - startNanos) * TIMES);
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            Thread.sleep(duration.dividedBy(TIMES));
        }

        @Override
        public ScheduledAction schedule(Duration delay, Runnable action) {
            return () -> {};
        }
    }
}
