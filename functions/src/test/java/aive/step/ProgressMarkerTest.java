package aive.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.message.ChunkTask;
import aive.plan.PlanSchema;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressMarkerTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 19, 20, 21, 39, 40, 41, 100, 119, 999, 10_000})
    void everyMarkerIsWrittenOnceAndTheLastByTheLastChunk(int chunks) {
        // when
        List<ProgressMarker> left = IntStream.rangeClosed(1, chunks).boxed()
                .flatMap(chunk -> ProgressMarker.behind(task(chunk, chunks)).stream()).toList();
        // then
        int parts = Math.min(chunks, 20);
        assertEquals(
                IntStream.rangeClosed(1, parts).boxed().toList(), left.stream().map(ProgressMarker::part).toList());
        assertTrue(left.stream()
                .allMatch(marker -> marker.parts() == parts && marker.renderId().equals("film-1f0a93b2-0123456789ab")));
        assertEquals(parts, ProgressMarker.behind(task(chunks, chunks)).orElseThrow().part());
    }

    @Test
    void markersAreDistributedEvenly() {
        List<Integer> chunks = IntStream.rangeClosed(1, 100)
                .filter(chunk -> ProgressMarker.behind(task(chunk, 100)).isPresent()).boxed().toList();
        assertEquals(IntStream.rangeClosed(1, 20).mapToObj(part -> part * 5).toList(), chunks);
    }

    @Test
    void aKeyIsParsedBackToItsMarker() {
        ProgressMarker marker = new ProgressMarker("film-1f0a93b2-0123456789ab", 7, 20);
        assertEquals("projects/film-1f0a93b2-0123456789ab/progress/07-of-20.marker", marker.key());
        assertEquals(Optional.of(marker), ProgressMarker.at(marker.key()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "projects/a/plan.json", "projects/a/progress/00-of-20.marker", "projects/a/progress/21-of-20.marker",
                "projects/a/progress/01-of-21.marker",
        "projects/../progress/01-of-20.marker", "projects/a/b/progress/01-of-20.marker",
                "x/projects/a/progress/01-of-20.marker",
        "projects/a/progress/01-of-20.marker/x", "projects/a/progress/1-of-2.marker"
    })
    void otherKeysAreNotMarkers(String key) {
        assertEquals(Optional.empty(), ProgressMarker.at(key));
    }

    private static ChunkTask task(int chunk, int of) {
        return new ChunkTask(
                chunk, of, "1", "", "", "0".repeat(64), "projects/film-1f0a93b2-0123456789ab/chunk-specs.jsonl", 0, 1,
                        PlanSchema.CURRENT);
    }
}
