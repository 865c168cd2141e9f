package aive.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.file.ProcessName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCleanupTest {

    private final Instant now = Instant.now();

    @TempDir
    private Path folder = Path.of("");

    private FolderStore store = new FolderStore(folder);

    @BeforeEach
    void objectsOfDifferentAge() throws IOException {
        store = new FolderStore(folder.resolve("store"));
        for (int day : new int[] {50, 40, 20, 1}) {
            artifact("chunks/" + day, 1_000, day);
            artifact("assets/" + day, 1_000, day);
            artifact("videos/v-%d/a.mp4".formatted(day), 1_000, day);
            document("videos/v-%d/a.json".formatted(day), day);
            document("projects/p-%d/plan.json".formatted(day), day);
            document("projects/p-%d/chunks.json".formatted(day), day);
            document("executions/local-%d.json".formatted(day), day);
        }
    }

    @Test
    void onlyWhatIsOldIsDeletedWithItsChecksum() throws IOException {
        // when
        StoreCleanup.Freed freed = StoreCleanup.clean(store.root(), daysAgo(30), Optional.empty());
        // then
        assertEquals(
                Stream.of("assets/", "chunks/", "executions/local-", "projects/p-", "videos/v-")
                        .flatMap(start -> Stream.of("1", "20").map(start::concat))
                        .toList(),
                left().stream().map(key -> key.replaceAll("(\\d)(/.*|\\.json)$", "$1")).distinct().toList());
        assertTrue(store.has("chunks/20") && store.has("assets/1"), "with their checksums");
        assertEquals(List.of("1", "20"), names(store.root().resolve(".checksums/chunks")));
        assertEquals(2 * 10, freed.deleted().files());
        assertTrue(freed.deleted().bytes() > 6_000, freed.toString());
        assertEquals(StoreCleanup.size(store.root()), freed.left());
    }

    @Test
    void aVideoIsDeletedWholeByItsLastUse() throws IOException {
        // given: its file was used, its result was not
        artifact("videos/v-50/a.mp4", 1_000, 2);
        // when
        StoreCleanup.clean(store.root(), daysAgo(30), Optional.empty());
        // then
        assertTrue(left().containsAll(List.of("videos/v-50/a.mp4", "videos/v-50/a.json")), left().toString());
        assertEquals(List.of("v-1", "v-20", "v-50"), names(store.root().resolve("videos")));
    }

    @Test
    void theOldestAreDeletedUntilTheStoreIsSmallEnough() throws IOException {
        // when
        StoreCleanup.Freed freed = StoreCleanup.clean(store.root(), daysAgo(30), Optional.of(4_000L));
        // then
        assertTrue(freed.left().bytes() <= 4_000, freed.toString());
        assertTrue(store.has("chunks/1") && store.has("assets/1") && store.has("videos/v-1/a.mp4"), left().toString());
        assertEquals(List.of(), left().stream().filter(key -> key.contains("0")).toList());
    }

    @Test
    void whatARunningRenderHasUsedIsKept() throws IOException {
        // given
        Files.createDirectories(store.root().resolve("work/" + ProcessName.prefix() + "1"));
        artifact("chunks/now", 1_000, 0);
        // when
        StoreCleanup.clean(store.root(), now.plus(Duration.ofDays(1)), Optional.of(0L));
        // then
        assertEquals(List.of("chunks/now"), left());
        assertTrue(store.has("chunks/now"));
    }

    @Test
    void whatAnEndedRenderHasUsedIsNot() throws Exception {
        // given
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Files.createDirectories(store.root().resolve("work/%d-1234-1".formatted(ended.pid())));
        // when
        StoreCleanup.clean(store.root(), now.plus(Duration.ofDays(1)), Optional.empty());
        // then
        assertEquals(List.of(), left());
        assertEquals(new StoreCleanup.Size(0, 0), StoreCleanup.size(store.root()));
    }

    @Test
    void aMissingStoreIsEmpty() {
        Path missing = folder.resolve("missing");
        StoreCleanup.Size nothing = new StoreCleanup.Size(0, 0);
        assertEquals(
                new StoreCleanup.Freed(nothing, nothing), StoreCleanup.clean(missing, now, Optional.of(1L)));
    }

    private void artifact(String key, int bytes, int days) throws IOException {
        store.writeOnce(key, Files.write(Files.createTempFile(folder, "artifact", ""), new byte[bytes]));
        age(store.root().resolve(key), days);
        age(store.root().resolve(".checksums").resolve(key), days);
    }

    private void document(String key, int days) throws IOException {
        store.write(key, "{}".getBytes(UTF_8));
        age(store.root().resolve(key), days);
    }

    private void age(Path file, int days) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(daysAgo(days)));
    }

    private Instant daysAgo(int days) {
        return now.minus(Duration.ofDays(days));
    }

    /// The keys of all objects, in order.
    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.walk(store.root())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> store.root().relativize(file).toString())
                    .filter(key -> !key.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
