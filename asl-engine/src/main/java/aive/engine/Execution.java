package aive.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One run of a state machine, on threads of its own.
public final class Execution {

    private enum Stop { ABORTED, TIMED_OUT }

    private final String name;
    private final Strand strand;
    private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final Thread thread;

    /// @param run walks the machine's flow and records on the same strand
    Execution(String name, Strand strand, FlowRun run, StateMachine machine, JsonNode input, Time time) {
        this.name = name;
        this.strand = strand;
        this.thread = Thread.ofVirtual().name("execution " + name).unstarted(() -> {
            try {
                outcome.complete(live(run, machine, input, time));
            } catch (RuntimeException | Error e) {
                outcome.completeExceptionally(e); // the listener failed: nobody may wait for ever
            }
        });
    }

    public String name() {
        return name;
    }

    /// What happened so far.
    public History history() {
        return strand.history();
    }

    /// Waits for the end. Where the waiting thread is interrupted, the execution is aborted and waited for, and the thread stays interrupted.
    public Outcome outcome() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return outcome.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                    abort();
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Stops it: running functions are interrupted, and [#outcome] returns when they have ended. Does nothing after the end.
    public void abort() {
        stop(Stop.ABORTED);
    }

    void start() {
        thread.start();
    }

    private Outcome live(FlowRun run, StateMachine machine, JsonNode input, Time time) {
        strand.record("ExecutionStarted", "input", input);
        Optional<Duration> limit = machine.timeoutSeconds().map(Duration::ofSeconds);
        try (Time.Alarm _ = limit.map(after -> time.alarm(after, () -> stop(Stop.TIMED_OUT))).orElse(() -> {})) {
            JsonNode output = run.run(machine.flow(), input);
            strand.record("ExecutionSucceeded", "output", output);
            return new Outcome.Succeeded(output);
        } catch (StateFailed failed) {
            return failed("ExecutionFailed", failed.failure());
        } catch (InterruptedException _) {
            if (stop.get() == Stop.TIMED_OUT) {
                return failed("ExecutionTimedOut", new Failure(
                        Failure.TIMEOUT, "the execution was still running after %d s".formatted(machine.timeoutSeconds().orElse(0))));
            }
            strand.record("ExecutionAborted");
            return new Outcome.Aborted();
        } catch (RuntimeException | Error e) {
            return failed("ExecutionFailed", new Failure(Failure.RUNTIME, "the engine itself failed: " + e));
        }
    }

    private Outcome failed(String type, Failure failure) {
        strand.recordFailure(type, failure);
        return new Outcome.Failed(failure);
    }

    private void stop(Stop why) {
        stop.compareAndSet(null, why);
        thread.interrupt();
    }
}
