package aive.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One execution of a state machine. It runs on virtual threads of its own.
public final class Execution {

    private enum StopReason { ABORTED, TIMED_OUT }

    private final String name;
    private final EventRecorder recorder;
    private final AtomicReference<@Nullable StopReason> stopReason = new AtomicReference<>();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final Thread thread;

    /// @param recorder the recorder that `run` uses too
    Execution(
            String name,
            EventRecorder recorder,
            StateGraphRun run,
            StateMachine machine,
            JsonNode input,
            EngineClock clock) {
        this.name = name;
        this.recorder = recorder;
        this.thread = Thread.ofVirtual().name("execution " + name).unstarted(() -> {
            try {
                outcome.complete(execute(run, machine, input, clock));
            } catch (RuntimeException | Error e) {
                outcome.completeExceptionally(e); // thrown by the listener; without this, outcome() would never return
            }
        });
    }

    public String name() {
        return name;
    }

    /// The history so far.
    public ExecutionHistory history() {
        return recorder.history();
    }

    /// Waits for the end of the execution.
    ///
    /// If the waiting thread is interrupted, this method aborts the execution, waits until it has ended, and leaves
    /// the thread's interrupt flag set.
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

    /// Aborts the execution and interrupts its running functions. Does nothing if the execution has ended.
    ///
    /// [#outcome] returns when the functions have ended. It does not wait longer than the grace period for a function
    /// that ignores the interruption.
    public void abort() {
        stop(StopReason.ABORTED);
    }

    void start() {
        thread.start();
    }

    private Outcome execute(StateGraphRun run, StateMachine machine, JsonNode input, EngineClock clock) {
        recorder.record("ExecutionStarted", "input", input);
        Optional<Duration> limit = machine.timeoutSeconds().map(Duration::ofSeconds);
        try (EngineClock.ScheduledAction _ = limit.map(delay -> clock.schedule(delay, () -> stop(StopReason.TIMED_OUT)))
                .orElse(() -> {})) {
            JsonNode output = run.run(machine.graph(), input);
            recorder.record("ExecutionSucceeded", "output", output);
            return new Outcome.Succeeded(output);
        } catch (StateFailed failed) {
            return failed("ExecutionFailed", failed.errorOutput());
        } catch (InterruptedException _) {
            if (stopReason.get() == StopReason.TIMED_OUT) {
                String cause = "the execution was still running after %d s, its TimeoutSeconds"
                        .formatted(machine.timeoutSeconds().orElse(0));
                return failed("ExecutionTimedOut", new ErrorOutput(ErrorOutput.TIMEOUT, cause));
            }
            recorder.record("ExecutionAborted");
            return new Outcome.Aborted();
        } catch (RuntimeException | Error e) {
            return failed("ExecutionFailed", new ErrorOutput(ErrorOutput.RUNTIME, "the engine failed: " + e));
        }
    }

    private Outcome failed(String eventType, ErrorOutput errorOutput) {
        recorder.recordFailure(eventType, errorOutput);
        return new Outcome.Failed(errorOutput);
    }

    private void stop(StopReason reason) {
        stopReason.compareAndSet(null, reason);
        thread.interrupt();
    }
}
