package aive.parallel;

import aive.error.DeadlineExceeded;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Applies a task to items, a few at the same time, and returns the results in the order of the items.
///
/// Items are taken when there is room for them: at most a few items and results are in memory. Closing interrupts the
/// tasks that still run. For one thread.
public final class OrderedTasks<T, R> implements Iterator<R>, AutoCloseable {

    private final Iterator<T> items;
    private final int most;
    private final Function<T, R> task;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<Future<R>> running = new ArrayDeque<>();

    /// @param items taken in the thread that calls [#next]
    /// @param most the limit for tasks that run at the same time, and for results that wait
    public OrderedTasks(Iterator<T> items, int most, Function<T, R> task) {
        this.items = items;
        this.most = most;
        this.task = task;
    }

    @Override
    public boolean hasNext() {
        return !running.isEmpty() || items.hasNext();
    }

    /// @throws DeadlineExceeded if the thread is interrupted; its interrupt flag is then set
    @Override
    public R next() {
        while (running.size() < most && items.hasNext()) {
            T item = items.next();
            running.add(threads.submit(() -> task.apply(item)));
        }
        if (running.isEmpty()) {
            throw new NoSuchElementException();
        }
        return ParallelTasks.result(running.remove());
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
