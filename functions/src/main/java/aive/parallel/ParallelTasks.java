package aive.parallel;

import aive.error.DeadlineExceeded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/// Runs several tasks at the same time: requests mostly wait for S3, and one FFmpeg does not keep all processors busy.
public final class ParallelTasks {

    private ParallelTasks() {}

    /// Applies `task` to each item and returns the results in the order of the items.
    ///
    /// The first failure interrupts the rest and is thrown as it is.
    ///
    /// @param most the limit for tasks that run at the same time
    /// @throws DeadlineExceeded if the thread is interrupted; its interrupt flag is then set
    public static <T, R> List<R> map(Collection<T> items, int most, Function<T, R> task) {
        if (items.size() <= 1) {
            return items.stream().map(task).toList();
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(
                Math.min(most, items.size()), Thread.ofVirtual().factory())) {
            List<Future<R>> running = items.stream()
                    .map(item -> threads.submit(() -> task.apply(item)))
                    .toList();
            try {
                return results(running);
            } finally {
                // After a failure this interrupts the rest, so that closing the executor does not wait for them.
                threads.shutdownNow();
            }
        }
    }

    /// Runs all tasks. The first failure interrupts the rest and is thrown as it is.
    ///
    /// @throws DeadlineExceeded if the thread is interrupted; its interrupt flag is then set
    public static void all(Runnable... tasks) {
        map(List.of(tasks), tasks.length, task -> {
            task.run();
            return true;
        });
    }

    /// Returns what `task` returns, and runs `others` at the same time.
    ///
    /// The first failure interrupts the rest and is thrown as it is.
    ///
    /// @throws DeadlineExceeded if the thread is interrupted; its interrupt flag is then set
    public static <R> R with(Supplier<R> task, Runnable... others) {
        CompletableFuture<R> result = new CompletableFuture<>();
        List<Runnable> tasks = new ArrayList<>(List.of(others));
        tasks.add(() -> result.complete(task.get()));
        all(tasks.toArray(Runnable[]::new));
        return result.join();
    }

    /// Interrupts a thread and waits until it has ended, even if the calling thread is interrupted meanwhile.
    public static void interruptAndJoin(Thread worker) {
        worker.interrupt();
        boolean interrupted = false;
        while (worker.isAlive()) {
            try {
                worker.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Sleeps.
    ///
    /// @param message the message of the error that is thrown if the thread is interrupted
    /// @throws DeadlineExceeded if the thread is interrupted; its interrupt flag is then set
    public static void sleep(Duration duration, String message) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeadlineExceeded("", message, e);
        }
    }

    private static <R> List<R> results(List<Future<R>> running) {
        return running.stream().map(ParallelTasks::result).toList();
    }

    /// Waits for a task. Throws its failure as it is.
    ///
    /// @throws DeadlineExceeded if the thread is interrupted; its interrupt flag is then set
    public static <R> R result(Future<R> running) {
        try {
            return running.get();
        } catch (ExecutionException e) {
            throw rethrown(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeadlineExceeded("", "the work was interrupted", e);
        }
    }

    private static RuntimeException rethrown(ExecutionException failed) {
        return switch (failed.getCause()) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            case null, default -> new IllegalStateException(failed);
        };
    }
}
