package aive.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Runs the branches of a Parallel or the iterations of a Map on virtual threads. The first to fail ends them all.
final class Siblings {

    /// What each of them does.
    interface Work {

        JsonNode run(int index) throws StateFailed, InterruptedException;
    }

    private final JsonNode[] results;
    private final Work work;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<Throwable> failed = new AtomicReference<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch ended;
    private volatile boolean stopped;

    private Siblings(int count, int atOnce, Work work) {
        this.results = new JsonNode[count];
        Arrays.fill(results, JsonNodeFactory.instance.nullNode());
        this.work = work;
        this.ended = new CountDownLatch(Math.min(atOnce, count));
        for (int thread = 0; thread < Math.min(atOnce, count); thread++) {
            threads.add(Thread.ofVirtual().unstarted(this::runOneAfterAnother));
        }
    }

    /// Results in order of index. Whatever happens, no sibling is still running afterwards.
    ///
    /// @param atOnce how many run at the same time, at most
    /// @throws StateFailed of the first that failed
    /// @throws InterruptedException if the calling thread is interrupted
    static List<JsonNode> run(int count, int atOnce, Work work) throws StateFailed, InterruptedException {
        Siblings siblings = new Siblings(count, atOnce, work);
        siblings.threads.forEach(Thread::start);
        siblings.await();
        return switch (siblings.failed.get()) {
            case null -> List.of(siblings.results);
            case StateFailed failure -> throw failure;
            case RuntimeException bug -> throw bug;
            case Throwable other -> throw new IllegalStateException(other);
        };
    }

    private void runOneAfterAnother() {
        try {
            int index = next.getAndIncrement();
            while (index < results.length && !stopped) {
                results[index] = work.run(index);
                index = next.getAndIncrement();
            }
        } catch (InterruptedException _) {
            stop(); // a sibling failed, or the whole is being stopped
        } catch (StateFailed | RuntimeException | Error e) {
            failed.compareAndSet(null, e);
            stop();
        } finally {
            ended.countDown();
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
                ended.await();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
                stop();
            }
        }
        if (interrupted) {
            throw new InterruptedException("stopped");
        }
    }
}
