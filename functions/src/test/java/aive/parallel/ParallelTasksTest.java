package aive.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.DeadlineExceeded;
import aive.error.StorageUnavailable;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParallelTasksTest {

    @Test
    void allIsDoneInOrderAndAsManyAtATimeAsAllowed() {
        // given: work that goes on only when four are at it
        Phaser four = new Phaser(4);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Integer> items = IntStream.range(0, 200).boxed().toList();
        // when
        List<Integer> results = ParallelTasks.map(items, 4, item -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            four.arriveAndAwaitAdvance();
            running.decrementAndGet();
            return -item;
        });
        // then
        assertEquals(items.stream().map(item -> -item).toList(), results);
        assertEquals(4, most.get());
    }

    @Test
    void differentThingsRunSideBySideAndOneHasAResult() {
        // given: three that wait for each other
        Phaser all = new Phaser(3);
        // when
        String result = ParallelTasks.with(
                () -> "arrival " + all.arriveAndAwaitAdvance(), all::arriveAndAwaitAdvance, all::arriveAndAwaitAdvance);
        // then
        assertEquals("arrival 1", result);
    }

    @Test
    void ofDifferentThingsTheFailureIsThrownAsItIs() {
        StorageUnavailable failure = new StorageUnavailable("", "no answer");
        CountDownLatch never = new CountDownLatch(1);
        assertSame(
                failure,
                assertThrows(
                        StorageUnavailable.class,
                        () -> ParallelTasks.with(() -> waited(never), () -> {
                            throw failure;
                        })));
    }

    @Test
    void theFirstFailureIsThrownAsItIsAndCallsTheRestOff() {
        // given: one that fails, and others that would wait for ever
        StorageUnavailable failure = new StorageUnavailable("", "no answer");
        CountDownLatch never = new CountDownLatch(1);
        // then
        assertSame(
                failure,
                assertThrows(
                        StorageUnavailable.class,
                        () -> ParallelTasks.map(List.of(0, 1, 2, 3, 4), 2, item -> {
                            if (item == 0) {
                                throw failure;
                            }
                            return waited(never);
                        })));
    }

    @Test
    void whenTheThreadIsInterrupted_thenTheWorkIsCalledOff() {
        CountDownLatch never = new CountDownLatch(1);
        Thread.currentThread().interrupt();
        assertThrows(DeadlineExceeded.class, () -> ParallelTasks.map(List.of(1, 2), 2, _ -> waited(never)));
        assertTrue(Thread.interrupted());
    }

    private static boolean waited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }
}
