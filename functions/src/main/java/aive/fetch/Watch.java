package aive.fetch;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Lets a virtual thread do the blocking work and watches it from the caller's, because a socket's time limit starts anew with every byte: a
/// server that sends one a second, be it of a TLS record, a header, or a chunk's length, would never run into it.
///
/// A virtual thread that is interrupted in a socket closes it, so work that is called off ends at once, wherever it stood.
final class Watch {

    private static final Duration LONGEST_TICK = Duration.ofMillis(250);

    private final FetchLimits limits;
    private final Progress progress;
    private final long deadline;
    private long windowStart;
    private long windowBytes;
    private boolean inWindow;

    /// @param deadline in [System#nanoTime]
    Watch(FetchLimits limits, Progress progress, long deadline) {
        this.limits = limits;
        this.progress = progress;
        this.deadline = deadline;
    }

    /// Returns what `work` returns or throws what it throws, once its thread has ended and cleaned up.
    ///
    /// @throws TryAgain if it was called off because the server is too slow
    /// @throws aive.error.DeadlineExceeded if it was called off because time is up or this thread was interrupted
    <T> T over(Callable<T> work) throws TryAgain {
        FutureTask<T> task = new FutureTask<>(work);
        Thread worker = Thread.ofVirtual().name("download").start(task);
        while (true) {
            try {
                return task.get(tick().toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException _) {
                if (deadline - System.nanoTime() <= 0) {
                    return callOff(worker, task, progress.trail().late("was not downloaded when its time was up"));
                } else if (tooLateAnAnswer()) {
                    return callOff(worker, task, progress.trail().tryAgain("does not answer within " + inWords(limits.answer())));
                } else if (tooSlow()) {
                    return callOff(worker, task, progress.trail().tryAgain("sends less than %d bytes a second".formatted(limits.bytesPerSecond())));
                }
            } catch (InterruptedException _) {
                try {
                    return callOff(worker, task, progress.trail().late("was not downloaded because the work was called off"));
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
        Duration quarter = (limits.answer().compareTo(limits.window()) < 0 ? limits.answer() : limits.window()).dividedBy(4);
        Duration tick = quarter.compareTo(LONGEST_TICK) < 0 ? quarter : LONGEST_TICK;
        return tick.compareTo(left) < 0 ? tick : left;
    }

    private boolean tooLateAnAnswer() {
        return !progress.answered() && System.nanoTime() - progress.askedAt() > limits.answer().toNanos();
    }

    private boolean tooSlow() {
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

    /// The work may have succeeded while it was being called off; then its result counts, or its file would be nobody's.
    private <T, E extends Exception> T callOff(Thread worker, Future<T> task, E reason) throws E {
        worker.interrupt();
        progress.cancel();
        boolean interrupted = false;
        while (worker.isAlive()) {
            try {
                worker.join();
            } catch (InterruptedException _) {
                interrupted = true; // the file must be gone first; everything the worker can wait in has been closed
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (task.state() == Future.State.SUCCESS) {
            return task.resultNow();
        }
        throw reason;
    }

    private static RuntimeException failure(Throwable thrown) throws TryAgain {
        return switch (thrown) {
            case TryAgain again -> throw again;
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException(thrown);
        };
    }

    static String inWords(Duration duration) {
        return duration.toMillis() < 1_000 ? duration.toMillis() + " ms" : duration.toSeconds() + " s";
    }
}
