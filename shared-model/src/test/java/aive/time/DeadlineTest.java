package aive.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {

    /// `System.nanoTime` may start at any value and overflow.
    @ParameterizedTest
    @ValueSource(longs = {0, -5_000_000_000L, Long.MAX_VALUE - 1_000_000_000L})
    void theRemainingTimeDecreasesToZeroAndStaysThere(long start) {
        AtomicLong clock = new AtomicLong(start);
        Deadline deadline = Deadline.in(Duration.ofSeconds(3), clock::get);
        assertEquals(Duration.ofSeconds(3), deadline.remaining());
        clock.addAndGet(2_000_000_000L);
        assertEquals(Duration.ofSeconds(1), deadline.remaining());
        clock.addAndGet(2_000_000_000L);
        assertEquals(Duration.ZERO, deadline.remaining());
    }

    @Test
    void theEarlierOfTwoDeadlinesApplies() {
        AtomicLong clock = new AtomicLong();
        Deadline deadline = Deadline.in(Duration.ofSeconds(3), clock::get);
        assertSame(deadline, deadline.atMost(Duration.ofSeconds(5)));
        assertEquals(Duration.ofSeconds(1), deadline.atMost(Duration.ofSeconds(1)).remaining());
        assertEquals(Duration.ZERO, Deadline.in(Duration.ofSeconds(-1), clock::get).remaining());
    }
}
