package aive.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Runs the branches of a Parallel or the iterations of a Map on virtual threads. The first failure stops all others.
final class FailFastExecutor {

    /// One branch or one iteration.
    interface IndexedTask {

        JsonNode run(int index) throws StateFailed, InterruptedException;
    }

    private final JsonNode[] results;
    private final IndexedTask task;
    private final AtomicInteger nextIndex = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch runningThreads;
    private volatile boolean stopped;

    private FailFastExecutor(int count, int maxConcurrency, IndexedTask task) {
        int threadCount = Math.min(maxConcurrency, count);
        this.results = new JsonNode[count];
        Arrays.fill(results, JsonNodeFactory.instance.nullNode());
        this.task = task;
        this.runningThreads = new CountDownLatch(threadCount);
        for (int thread = 0; thread < threadCount; thread++) {
            threads.add(Thread.ofVirtual().unstarted(this::runTasks));
        }
    }

    /// Runs a task for each index from 0 to `count - 1` and returns the results in that order.
    ///
    /// All threads have ended when this method returns or throws.
    ///
    /// @param maxConcurrency how many tasks may run at the same time
    /// @throws StateFailed the first failure
    /// @throws InterruptedException if the calling thread is interrupted
    static List<JsonNode> run(int count, int maxConcurrency, IndexedTask task)
            throws StateFailed, InterruptedException {
        FailFastExecutor executor = new FailFastExecutor(count, maxConcurrency, task);
        executor.threads.forEach(Thread::start);
        executor.await();
        return switch (executor.failure.get()) {
            case null -> List.of(executor.results);
            case StateFailed failed -> throw failed;
            case RuntimeException bug -> throw bug;
            case Throwable other -> throw new IllegalStateException(other);
        };
    }

    private void runTasks() {
        try {
            int index = nextIndex.getAndIncrement();
            while (index < results.length && !stopped) {
                results[index] = task.run(index);
                index = nextIndex.getAndIncrement();
            }
        } catch (InterruptedException _) {
            stop(); // another task has failed, or the calling thread was interrupted
        } catch (StateFailed | RuntimeException | Error e) {
            failure.compareAndSet(null, e);
            stop();
        } finally {
            runningThreads.countDown();
        }
    }

    private void stop() {
        stopped = true;
        threads.forEach(Thread::interrupt);
    }

    private void await() throws InterruptedException {
        boolean interrupted = false;
        while (true) {
            try {
                runningThreads.await();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
                stop();
            }
        }
        if (interrupted) {
            throw new InterruptedException("stopped while branches or iterations were running");
        }
    }
}
