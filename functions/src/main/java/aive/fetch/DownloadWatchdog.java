package aive.fetch;

import aive.http.Durations;
import aive.http.RetryableFailure;
import aive.parallel.ParallelTasks;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs a download attempt on a virtual thread and stops it when it is too slow or its time is up.
///
/// The read timeout of a socket restarts with every byte, so a server that sends one byte a second (of a TLS record, a
/// header, or a chunk size) never exceeds it. Interrupting a virtual thread closes the socket that it waits for.
final class DownloadWatchdog {

    private static final Duration LONGEST_TICK = Duration.ofMillis(250);

    private final DownloadLimits limits;
    private final DownloadProgress progress;
    private final long deadline;

    private long windowStart;
    private long windowBytes;
    private boolean inWindow;

    /// @param deadline a value of [System#nanoTime]
    DownloadWatchdog(DownloadLimits limits, DownloadProgress progress, long deadline) {
        this.limits = limits;
        this.progress = progress;
        this.deadline = deadline;
    }

    /// Returns what `attempt` returns, or throws what it throws, after its thread has ended and cleaned up.
    ///
    /// @throws RetryableFailure if the attempt was stopped because the server is too slow
    /// @throws aive.error.DeadlineExceeded if it was stopped because its time was up, or this thread was interrupted
    <T> T watch(Callable<T> attempt) throws RetryableFailure {
        FutureTask<T> task = new FutureTask<>(attempt);
        Thread worker = Thread.ofVirtual().name("download").start(task);
        while (true) {
            try {
                return task.get(tick().toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException _) {
                if (deadline - System.nanoTime() <= 0) {
                    return stop(worker, task, progress.url().deadlineExceeded("was not downloaded within its time limit"));
                } else if (isUnanswered()) {
                    String late = "does not answer within " + Durations.inWords(limits.http().answer());
                    return stop(worker, task, progress.url().retryable(late));
                } else if (isTooSlow()) {
                    String slow = "sends less than %d bytes a second".formatted(limits.bytesPerSecond());
                    return stop(worker, task, progress.url().retryable(slow));
                }
            } catch (InterruptedException _) {
                try {
                    return stop(
                            worker, task, progress.url().deadlineExceeded("was not downloaded: the download was interrupted"));
                } finally {
                    Thread.currentThread().interrupt();
                }
            } catch (ExecutionException e) {
                throw failure(Objects.requireNonNull(e.getCause()));
            }
        }
    }

    private Duration tick() {
        Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        Duration quarter = shorter(limits.http().answer(), limits.window()).dividedBy(4);
        return shorter(shorter(quarter, LONGEST_TICK), left);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private boolean isUnanswered() {
        return !progress.answered() && System.nanoTime() - progress.requestedAt() > limits.http().answer().toNanos();
    }

    private boolean isTooSlow() {
        long now = System.nanoTime();
        if (!progress.answered()) {
            inWindow = false;
            return false;
        }
        long elapsed = now - windowStart;
        boolean full = inWindow && elapsed >= limits.window().toNanos();
        boolean slow = full && progress.bytes() - windowBytes < limits.bytesPerSecond() * (elapsed / 1e9);
        if (!inWindow || full) {
            inWindow = true;
            windowStart = now;
            windowBytes = progress.bytes();
        }
        return slow;
    }

    /// Stops the attempt, waits until its thread has ended, and throws `reason`. If the attempt succeeds meanwhile,
    /// returns its result instead, since otherwise nobody would own its file.
    private <T, E extends Exception> T stop(Thread worker, Future<T> task, E reason) throws E {
        worker.interrupt();
        progress.cancel();
        // The file must be gone before this returns. The worker cannot hang: its connection is closed.
        ParallelTasks.interruptAndJoin(worker);
        if (task.state() == Future.State.SUCCESS) {
            return task.resultNow();
        }
        throw reason;
    }

    private static RuntimeException failure(Throwable thrown) throws RetryableFailure {
        return switch (thrown) {
            case RetryableFailure retryable -> throw retryable;
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException(thrown);
        };
    }
}
