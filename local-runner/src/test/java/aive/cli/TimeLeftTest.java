package aive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Four chunks of 100 frames.
class TimeLeftTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<Integer, Long> written = new HashMap<>();
    private final TimeLeft left = new TimeLeft(chunk -> written.getOrDefault(chunk, 0L));

    private void planned(int reused) {
        left.planned(Map.of(1, 100.0, 2, 100.0, 3, 100.0, 4, 100.0), reused, START);
    }

    private Optional<Duration> leftAt(long seconds) {
        return left.left(START.plusSeconds(seconds));
    }

    /// @param rendering seconds that rendering still takes, of so many in all
    private static Optional<Duration> of(double rendering, double all) {
        return Optional.of(Duration.ofMillis(Math.round(1_000 * (rendering + 0.3 + 0.015 * all))));
    }

    @Test
    void nothingIsKnownBeforeTheFirstFramesAndSeconds() {
        assertEquals(Optional.empty(), leftAt(1));
        planned(0);
        assertEquals(Optional.empty(), leftAt(5));
        written.put(1, 7L);
        assertEquals(Optional.empty(), leftAt(9));
        written.put(1, 8L);
        assertEquals(Optional.of(true), leftAt(10).map(_ -> true));
    }

    @Test
    void theFramesThatAreLeftTakeTheirTime() {
        planned(0);
        // when: 5 frames a second
        written.put(1, 30L);
        written.put(2, 20L);
        // then
        assertEquals(of(70, 80), leftAt(10));
        // when
        left.finished(2, false);
        written.put(1, 40L);
        written.put(2, 0L);
        written.put(3, 0L);
        // then: 140 frames in 28 s
        assertEquals(of(52, 80), leftAt(28));
    }

    @Test
    void theLatestSpeedCounts() {
        planned(0);
        // when: 1 frame a second for 20 s, then 9 a second
        written.put(1, 20L);
        leftAt(20);
        written.put(1, 100L);
        written.put(2, 100L);
        // then: of 40 s, the last 20 s count
        assertEquals(of(200 * 20 / 180.0, 40 + 200 * 20 / 180.0), leftAt(40));
    }

    @Test
    void reusedChunksTakeNoTime() {
        planned(2);
        written.put(1, 50L);
        assertEquals(of(30, 40), leftAt(10));
        left.finished(3, true);
        left.finished(4, true);
        assertEquals(of(30, 40), leftAt(10));
        left.finished(1, false);
        written.clear();
        assertEquals(of(20, 40), leftAt(20));
    }

    @Test
    void aChunkThatIsBeingStoredStillCounts() {
        planned(0);
        written.put(1, 100L);
        assertEquals(of(30, 40), leftAt(10));
        written.clear();
        assertEquals(of(36, 48), leftAt(12));
    }
}
