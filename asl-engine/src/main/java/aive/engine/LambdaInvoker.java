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

/// Calls handlers in this process as `lambda:invoke` does, with at most one call per worker at a time.
///
/// Payloads and responses are JSON bytes, so that a handler sees exactly what it would see on Lambda.
///
/// Each call runs on a thread of its own. On a timeout, or if the calling thread is interrupted, the invoker interrupts
/// that thread and waits until it has ended, which lets the handler stop its own processes. A result that arrives later
/// is dropped. A handler that ignores the interruption for longer than the grace period is left running.
final class LambdaInvoker {

    static final String VERSION = "$LATEST";

    /// The time limit in a handler's context if the Task has no timeout: the longest timeout that Lambda allows.
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(15);

    private final Map<String, RequestStreamHandler> functions;
    private final ExpressionFunctions expressionFunctions;
    private final EngineClock clock;
    private final Duration gracePeriod;
    private final Semaphore workers;

    /// @param functions handlers by placeholder
    /// @param expressionFunctions the source of request ids
    LambdaInvoker(
            Map<String, RequestStreamHandler> functions,
            ExpressionFunctions expressionFunctions,
            EngineSettings settings) {
        this.functions = Map.copyOf(functions);
        this.expressionFunctions = expressionFunctions;
        this.clock = settings.clock();
        this.gracePeriod = settings.gracePeriod();
        this.workers = new Semaphore(settings.workers(), true);
    }

    /// Calls a function and returns the result of `lambda:invoke`.
    ///
    /// @param timeout how long the function may run, counted from `onStart`
    /// @param onStart called when a worker is free and the function starts
    /// @throws StateFailed with the exception of the handler, with `States.Timeout`, or with `States.Runtime` if the
    ///     response is not JSON
    /// @throws InterruptedException if the calling thread is interrupted; the function has then ended, or has ignored
    ///     the interruption for the grace period
    JsonNode invoke(String function, JsonNode payload, Optional<Duration> timeout, Runnable onStart)
            throws StateFailed, InterruptedException {
        workers.acquire();
        try {
            onStart.run();
            return JsonNodeFactory.instance.objectNode()
                    .put("ExecutedVersion", VERSION)
                    .put("StatusCode", 200)
                    .set("Payload", call(function, payload, timeout));
        } finally {
            workers.release();
        }
    }

    private JsonNode call(String function, JsonNode payload, Optional<Duration> timeout)
            throws StateFailed, InterruptedException {
        CompletableFuture<byte[]> response = new CompletableFuture<>();
        LambdaContext context = new LambdaContext(
                function, expressionFunctions.uuid(), clock, clock.now().plus(timeout.orElse(MAX_TIMEOUT)));
        Thread thread = Thread.ofVirtual().name(function)
                .unstarted(() -> handle(function, JsonCodec.bytes(payload), context, response));
        thread.start();
        try (EngineClock.ScheduledAction _ = timeout
                .map(delay -> clock.schedule(delay, () -> response.completeExceptionally(new TimedOut())))
                .orElse(() -> {})) {
            return JsonCodec.parse(response.get());
        } catch (JacksonException e) {
            throw new StateFailed(ErrorOutput.RUNTIME, "the response of the function %s is not JSON: %s".formatted(
                    function, e.getOriginalMessage()));
        } catch (ExecutionException e) {
            Throwable thrown = Objects.requireNonNull(e.getCause());
            if (thrown instanceof TimedOut) {
                stop(thread);
                throw new StateFailed(
                        ErrorOutput.TIMEOUT,
                        "the function %s was still running after %d s, the TimeoutSeconds of its Task".formatted(
                                function, timeout.orElse(MAX_TIMEOUT).toSeconds()));
            }
            throw new StateFailed(ErrorOutput.ofException(thrown));
        } catch (InterruptedException e) {
            stop(thread);
            throw e;
        }
    }

    @SuppressWarnings("CatchingUnchecked") // Lambda reports any Throwable of a handler, including errors
    private void handle(
            String function, byte[] payload, LambdaContext context, CompletableFuture<byte[]> response) {
        RequestStreamHandler handler = functions.get(function);
        try (ByteArrayOutputStream output = new ByteArrayOutputStream()) {
            if (handler == null) {
                throw new IllegalStateException("there is no function " + function);
            }
            handler.handleRequest(new ByteArrayInputStream(payload), output, context);
            response.complete(output.toByteArray());
        } catch (Throwable e) {
            response.completeExceptionally(e);
        }
    }

    /// Interrupts the thread of a function and waits until it has ended, at most for the grace period.
    ///
    /// An interruption of the calling thread does not shorten the wait.
    private void stop(Thread function) {
        function.interrupt();
        boolean interrupted = false;
        long end = System.nanoTime() + gracePeriod.toNanos();
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
