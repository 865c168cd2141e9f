package aive.engine;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Calls functions as `lambda:invoke` does, with real JSON bytes in between, no more of them at once than there are workers.
///
/// Each call runs on a thread of its own. Where it is stopped, by its time limit or because the caller is interrupted, that thread is interrupted
/// and waited for, so that what it had started (FFmpeg) is gone before anyone goes on; a result that comes too late is dropped. A function that
/// ignores the interruption is left behind after the grace.
final class FunctionCalls {

    static final String VERSION = "$LATEST";

    /// What a function is told to have where the Task sets no limit: Lambda's own longest.
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Map<String, RequestStreamHandler> functions;
    private final ExpressionFunctions identifiers;
    private final Time time;
    private final Duration grace;
    private final Semaphore workers;

    FunctionCalls(Map<String, RequestStreamHandler> functions, ExpressionFunctions identifiers, Surroundings surroundings) {
        this.functions = Map.copyOf(functions);
        this.identifiers = identifiers;
        this.time = surroundings.time();
        this.grace = surroundings.grace();
        this.workers = new Semaphore(surroundings.workers(), true);
    }

    /// @param limit how long the function may run once it has a worker
    /// @param started told when it has one
    /// @return the result of `lambda:invoke`
    /// @throws StateFailed with what the function threw, or `States.Timeout`
    /// @throws InterruptedException if the calling thread is interrupted; the function has ended then
    JsonNode call(String function, JsonNode payload, Optional<Duration> limit, Runnable started) throws StateFailed, InterruptedException {
        workers.acquire();
        try {
            started.run();
            return JsonNodeFactory.instance.objectNode()
                    .put("ExecutedVersion", VERSION)
                    .put("StatusCode", 200)
                    .set("Payload", invoke(function, payload, limit));
        } finally {
            workers.release();
        }
    }

    private JsonNode invoke(String function, JsonNode payload, Optional<Duration> limit) throws StateFailed, InterruptedException {
        CompletableFuture<byte[]> end = new CompletableFuture<>();
        LambdaContext context = new LambdaContext(function, identifiers.uuid(), time, time.now().plus(limit.orElse(LONGEST)));
        Thread thread = Thread.ofVirtual().name(function).unstarted(() -> handle(function, JsonCodec.bytes(payload), context, end));
        thread.start();
        try (Time.Alarm _ = limit.map(after -> time.alarm(after, () -> end.completeExceptionally(new TimedOut()))).orElse(() -> {})) {
            return JsonCodec.parse(end.get());
        } catch (JacksonException e) {
            throw new StateFailed(
                    Failure.RUNTIME, "the function %s returned something other than JSON: %s".formatted(function, e.getOriginalMessage()));
        } catch (ExecutionException e) {
            Throwable thrown = Objects.requireNonNull(e.getCause());
            if (thrown instanceof TimedOut) {
                stop(thread);
                throw new StateFailed(Failure.TIMEOUT, "the function %s was still running after %d s".formatted(
                        function, limit.orElse(LONGEST).toSeconds()));
            }
            throw new StateFailed(LambdaFailure.of(thrown));
        } catch (InterruptedException e) {
            stop(thread);
            throw e;
        }
    }

    @SuppressWarnings("CatchingUnchecked") // whatever a function throws is its error, as on Lambda
    private void handle(String function, byte[] payload, LambdaContext context, CompletableFuture<byte[]> end) {
        RequestStreamHandler handler = functions.get(function);
        try (ByteArrayOutputStream output = new ByteArrayOutputStream()) {
            if (handler == null) {
                throw new IllegalStateException("no function " + function);
            }
            handler.handleRequest(new ByteArrayInputStream(payload), output, context);
            end.complete(output.toByteArray());
        } catch (Throwable e) {
            end.completeExceptionally(e);
        }
    }

    /// Interrupts a function and waits until it has ended, at most for the grace, whatever happens to the waiting thread meanwhile.
    private void stop(Thread function) {
        function.interrupt();
        boolean interrupted = false;
        long end = System.nanoTime() + grace.toNanos();
        while (function.isAlive() && System.nanoTime() < end) {
            try {
                if (function.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                    break;
                }
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class TimedOut extends Exception {

        private static final long serialVersionUID = 1L;
    }
}
