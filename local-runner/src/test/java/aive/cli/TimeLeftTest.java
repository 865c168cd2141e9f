package aive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Two workers that need 2 s for a second of video, and 0.3 s for each chunk.
class TimeLeftTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final TimeLeft left = new TimeLeft();

    private void planned(int reused, double... lengths) {
        Map<Integer, Double> chunks = new LinkedHashMap<>();
        for (double length : lengths) {
            chunks.put(10 - chunks.size(), length);
        }
        left.planned(chunks, reused);
    }

    private static Instant at(double seconds) {
        return START.plusMillis(Math.round(1_000 * seconds));
    }

    @Test
    void nothingIsKnownBeforeTheFirstChunk() {
        planned(0, 5, 5, 5);
        left.started(START);
        assertEquals(Optional.empty(), left.left(at(3)));
    }

    @Test
    void waitingChunksGoToTheWorkerThatIsFreeFirst() {
        // given: chunks of 10, 5, 5, and 2 s; the second has just ended
        planned(0, 10, 5, 5, 2);
        left.started(START);
        left.started(START);
        left.finished(9, 10.3, false);
        left.started(at(10.3));
        // then: the first needs 10 s more; the third 10.3 s, and then 4.3 s for the last, on the first's worker
        assertEquals(
                Optional.of(Duration.ofMillis(10_000 + 4_300 + 300 + 220)), left.left(at(10.3)));
        // when: 5 s later
        assertEquals(
                Optional.of(Duration.ofMillis(5_000 + 4_300 + 300 + 220)), left.left(at(15.3)));
    }

    @Test
    void aChunkThatTakesLongerIsAlmostReady() {
        planned(0, 5, 5);
        left.started(START);
        left.started(START);
        left.finished(10, 10.3, false);
        assertEquals(Optional.of(Duration.ofMillis(1_030 + 300 + 100)), left.left(at(20)));
    }

    @Test
    void reusedChunksTakeNoTime() {
        // given: of the four chunks after the first, half are reused
        planned(2, 5, 5, 5, 5, 5);
        left.started(START);
        left.finished(10, 10.3, false);
        // then
        assertEquals(Optional.of(Duration.ofMillis(4 * 5_150 + 300 + 250)), left.left(at(10.3)));
        // when
        left.started(at(10.3));
        left.finished(9, 0, true);
        left.started(at(10.3));
        left.finished(8, 0, true);
        // then
        assertEquals(Optional.of(Duration.ofMillis(2 * 10_300 + 300 + 250)), left.left(at(10.3)));
    }
}
