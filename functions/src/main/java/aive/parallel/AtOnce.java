package aive.parallel;

import aive.error.DeadlineExceeded;
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

/// Does several things at once: requests wait for S3 most of their time, and one FFmpeg does not keep all processors busy.
public final class AtOnce {

    private AtOnce() {}

    /// What `task` makes of each item, in their order. The first failure calls the rest off and is thrown as it is.
    ///
    /// @param most how many at a time
    /// @throws DeadlineExceeded if the thread is interrupted, with its flag set
    public static <T, R> List<R> map(Collection<T> items, int most, Function<T, R> task) {
        if (items.size() <= 1) {
            return items.stream().map(task).toList();
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(Math.min(most, items.size()), Thread.ofVirtual().factory())) {
            List<Future<R>> running = items.stream().map(item -> threads.submit(() -> task.apply(item))).toList();
            try {
                return results(running);
            } finally {
                // Where all are done this does nothing; else it is what makes leaving the block quick.
                threads.shutdownNow();
            }
        }
    }

    /// Does different things. The first failure calls the rest off and is thrown as it is.
    ///
    /// @throws DeadlineExceeded if the thread is interrupted, with its flag set
    public static void all(Runnable... tasks) {
        map(List.of(tasks), tasks.length, task -> {
            task.run();
            return true;
        });
    }

    /// What `task` makes, with `others` done beside it. The first failure calls the rest off and is thrown as it is.
    ///
    /// @throws DeadlineExceeded if the thread is interrupted, with its flag set
    public static <R> R with(Supplier<R> task, Runnable... others) {
        CompletableFuture<R> result = new CompletableFuture<>();
        List<Runnable> tasks = new ArrayList<>(List.of(others));
        tasks.add(() -> result.complete(task.get()));
        all(tasks.toArray(Runnable[]::new));
        return result.join();
    }

    private static <R> List<R> results(List<Future<R>> running) {
        List<R> results = new ArrayList<>();
        for (Future<R> each : running) {
            try {
                results.add(each.get());
            } catch (ExecutionException e) {
                throw rethrown(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DeadlineExceeded("", "the work was called off", e);
            }
        }
        return results;
    }

    private static RuntimeException rethrown(ExecutionException failed) {
        return switch (failed.getCause()) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            case null, default -> new IllegalStateException(failed);
        };
    }
}
