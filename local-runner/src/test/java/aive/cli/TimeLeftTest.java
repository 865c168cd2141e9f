package aive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Four chunks of 100 frames, of which the encoder holds 25 back until their end.
class TimeLeftTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<Integer, Long> written = new HashMap<>();
    private final TimeLeft left = new TimeLeft(chunk -> written.getOrDefault(chunk, 0L));

    private void planned(int reused) {
        left.planned(Map.of(1, 100.0, 2, 100.0, 3, 100.0, 4, 100.0), reused, START);
    }

    private void drawn(int chunk, long frames) {
        written.put(chunk, Math.max(0, frames - 25));
    }

    private Optional<Duration> leftAt(long seconds) {
        return left.left(START.plusSeconds(seconds));
    }

    /// @param rendering seconds that rendering still takes, of so many in all
    private static Optional<Duration> of(double rendering, double all) {
        return Optional.of(Duration.ofMillis(Math.round(1_000 * (rendering + 0.2 + 0.01 * all))));
    }

    @Test
    void nothingIsKnownBeforeTheFirstFramesAndSeconds() {
        assertEquals(Optional.empty(), leftAt(1));
        planned(0);
        assertEquals(Optional.empty(), leftAt(5));
        written.put(1, 0L);
        assertEquals(Optional.empty(), leftAt(9));
        written.put(1, 1L);
        assertEquals(Optional.of(true), leftAt(10).map(_ -> true));
    }

    @Test
    void theFramesThatAreLeftTakeTheirTime() {
        planned(0);
        // when: 5 frames a second
        drawn(1, 40);
        drawn(2, 30);
        // then
        assertEquals(of(66, 80), leftAt(14));
        // when
        left.finished(2, false);
        drawn(1, 40);
        written.put(2, 0L);
        written.put(3, 0L);
        // then: 140 frames in 28 s
        assertEquals(of(52, 80), leftAt(28));
    }

    @Test
    void theLatestSpeedCounts() {
        planned(0);
        // when: 2 frames a second for 20 s, then 5 a second
        drawn(1, 40);
        leftAt(20);
        drawn(1, 100);
        drawn(2, 100);
        drawn(3, 40);
        // then: of 60 s, the last 40 s count
        assertEquals(of(32, 92), leftAt(60));
    }

    @Test
    void reusedChunksTakeNoTime() {
        planned(2);
        drawn(1, 50);
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
        drawn(1, 100);
        assertEquals(of(30, 40), leftAt(10));
        written.clear();
        assertEquals(of(36, 48), leftAt(12));
    }
}
