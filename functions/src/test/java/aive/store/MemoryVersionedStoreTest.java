package aive.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aive.store.VersionedStore.Version;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryVersionedStoreTest extends VersionedStoreContract {

    private static final String KEY = "notices/callbacks/b.json";

    private final MemoryVersionedStore notes = new MemoryVersionedStore();

    @Override
    protected VersionedStore notes() {
        return notes;
    }

    /// Not in the contract: with the S3 of the tests, three of ten runs ended with 4 or 5, so of six accepted changes
    /// some were lost. Supposedly it compares and writes, or reads text and version, in steps that others come
    /// between; its code was not read. S3 itself, by its documentation, refuses one of two such writes.
    @Test
    void ofManyWhoChangeItAtOnceNobodyIsForgotten() throws Exception {
        // given
        int writers = 6;
        // when
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, writers)
                    .mapToObj(_ -> threads.submit(() -> countUp(notes)))
                    .toList();
            for (var each : all) {
                each.get();
            }
        }
        // then
        assertEquals(Integer.toString(writers), notes.read(KEY).orElseThrow().text());
    }

    private static void countUp(VersionedStore notes) {
        boolean written = false;
        while (!written) {
            Optional<Version> version = notes.read(KEY);
            written = notes.write(
                    KEY,
                    version,
                    Integer.toString(
                            1 + version.map(now -> Integer.parseInt(now.text())).orElse(0)));
        }
    }
}
