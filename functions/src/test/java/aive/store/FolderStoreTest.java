package aive.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aive.error.ConfigurationError;
import aive.error.RenderError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderStoreTest extends StoreContract {

    @Override
    protected Store store() {
        return new FolderStore(folder.resolve("not/yet/store"));
    }

    @Test
    void aFileOfTheSameFileSystemIsMovedNotCopied() throws IOException {
        Store store = store();
        Path file = source("chunk");
        Object inode = Files.readAttributes(file, "*").get("fileKey");
        store.writeOnce("chunks/1", file);
        assertFalse(Files.exists(file));
        assertEquals(
                inode,
                Files.readAttributes(store.file("chunks/1", folder).orElseThrow(), "*")
                        .get("fileKey"));
    }

    @Test
    void aFileOfAnotherFileSystemIsCopiedAndDeleted() throws IOException {
        // given
        Path memory = Path.of("/dev/shm");
        assumeTrue(Files.isWritable(memory) && !Files.getFileStore(memory).equals(Files.getFileStore(folder)));
        Path file = Files.writeString(Files.createTempFile(memory, "aive", ""), "chunk");
        Store store = store();
        // when
        store.writeOnce("chunks/1", file);
        // then
        assertFalse(Files.exists(file));
        assertArrayEquals(utf8("chunk"), store.read("chunks/1").orElseThrow());
        assertNothingUnfinished();
    }

    @Test
    void theStoresOwnFileIsGivenWithoutACopy() throws IOException {
        Store store = store();
        store.write("a", utf8("x"));
        assertTrue(
                store.file("a", folder.resolve("elsewhere")).orElseThrow().startsWith(folder.resolve("not/yet/store")));
    }

    @Test
    void givenThereIsNothingToTakeOver_thenItFailsAndLeavesNothingBehind() throws IOException {
        Store store = store();
        store.write("a/b", utf8("before"));
        assertThrows(RenderError.class, () -> store.writeOnce("a/b", folder.resolve("missing")));
        assertArrayEquals(utf8("before"), store.read("a/b").orElseThrow());
        assertNothingUnfinished();
    }

    @Test
    void givenAFolderInAnObjectsPlace_thenTheObjectIsMissingAndTheFolderIsMovedAway() throws IOException {
        // given
        FolderStore store = new FolderStore(folder.resolve("store"));
        Files.writeString(Files.createDirectories(store.root().resolve("chunks/1/deep")).resolve("mine"), "kept");
        Files.createDirectories(store.root().resolve(".checksums/chunks/1"));
        // then
        assertFalse(store.has("chunks/1"));
        assertEquals(Optional.empty(), store.read("chunks/1"));
        // when
        store.writeOnce("chunks/1", source("chunk"));
        store.write("chunks/1", utf8("again"));
        store.writeOnce("chunks/1", source("chunk"));
        // then
        assertTrue(store.has("chunks/1"));
        assertArrayEquals(utf8("chunk"), store.read("chunks/1").orElseThrow());
        assertTrue(
                store.notes().stream().anyMatch(note -> note.startsWith(
                        "the store was damaged: chunks/1: a folder is in the place of a file; it was moved to ")),
                store.notes().toString());
        try (Stream<Path> files = Files.walk(store.root().resolve(".damaged"))) {
            assertEquals(1, files.filter(file -> file.endsWith("1/deep/mine")).count());
        }
    }

    @Test
    void givenAFileInTheFoldersPlace_thenItIsMovedAway() throws IOException {
        // given
        FolderStore store = new FolderStore(folder.resolve("store"));
        Files.writeString(store.root().resolve("chunks"), "mine");
        Files.writeString(store.root().resolve(".checksums"), "mine");
        assertEquals(Optional.empty(), store.read("chunks/1"));
        assertEquals(Optional.empty(), store.size("chunks/1"));
        assertFalse(store.has("chunks/1"));
        // when
        store.writeOnce("chunks/1", source("chunk"));
        // then
        assertTrue(store.has("chunks/1"));
        assertEquals(2, store.notes().size(), store.notes().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "\u00ff\u00fe\u0000\u0080", "AAAAAA== chunks/1"})
    void givenADamagedChecksum_thenTheObjectIsMadeAgainAndThatIsNoted(String checksum) throws IOException {
        // given
        FolderStore store = new FolderStore(folder.resolve("store"));
        store.writeOnce("chunks/1", source("chunk"));
        Path file = store.root().resolve(".checksums/chunks/1");
        Files.write(file, checksum.getBytes(StandardCharsets.ISO_8859_1));
        // then
        assertFalse(store.has("chunks/1"));
        assertEquals(
                List.of("the store was damaged: chunks/1 does not match its checksum; it is made again"),
                store.notes());
        // when
        store.writeOnce("chunks/1", source("chunk"));
        // then
        assertTrue(store.has("chunks/1"));
    }

    @Test
    void givenTwoObjectsExchangedTogetherWithTheirChecksums_thenBothAreDamaged() throws IOException {
        // given
        FolderStore store = new FolderStore(folder.resolve("store"));
        store.writeOnce("chunks/1", source("one"));
        store.writeOnce("chunks/2", source("two"));
        for (Path parent : List.of(store.root(), store.root().resolve(".checksums"))) {
            Files.move(parent.resolve("chunks/1"), parent.resolve("chunks/other"));
            Files.move(parent.resolve("chunks/2"), parent.resolve("chunks/1"));
            Files.move(parent.resolve("chunks/other"), parent.resolve("chunks/2"));
        }
        // then
        assertEquals(Set.of(), store.having(List.of("chunks/1", "chunks/2")));
        // when
        store.writeOnce("chunks/1", source("one"));
        // then
        assertArrayEquals(utf8("one"), store.read("chunks/1").orElseThrow());
        assertTrue(store.has("chunks/1"));
    }

    @Test
    void theUseOfAnOldObjectIsNotedInItsFile() throws IOException {
        // given
        FolderStore store = new FolderStore(folder.resolve("store"));
        store.writeOnce("chunks/1", source("one"));
        Path file = store.root().resolve("chunks/1");
        Instant old = Instant.now().minus(Duration.ofDays(40));
        Files.setLastModifiedTime(file, FileTime.from(old));
        // when
        assertTrue(store.has("chunks/1"));
        // then
        assertTrue(Files.getLastModifiedTime(file).toInstant().isAfter(old.plus(Duration.ofDays(39))));
    }

    @Test
    void givenAFileWhereTheStoreShouldBe_thenItIsAMatterOfConfiguration() throws IOException {
        Path file = source("not a folder");
        for (Path root : List.of(file, file.resolve("below"))) {
            ConfigurationError error = assertThrows(ConfigurationError.class, () -> new FolderStore(root));
            assertTrue(String.valueOf(error.getMessage()).contains(root.toString()), error.getMessage());
        }
    }

    @Test
    void givenAFolderThatNobodyMayWriteTo_thenItIsAMatterOfConfiguration() throws IOException {
        Path root = Files.createDirectory(folder.resolve("readonly"));
        Store store = new FolderStore(root);
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeFalse(Files.isWritable(root), "this user may write everywhere");
        assertThrows(ConfigurationError.class, () -> store.write("a/b", utf8("x")));
        assertThrows(ConfigurationError.class, () -> store.write("a", utf8("x")));
        assertThrows(ConfigurationError.class, () -> new FolderStore(root.resolve("below")));
    }

    @Test
    void aLinkIsTheFilesAddressAndStays() {
        Store store = store();
        assertEquals(new ObjectUrl(store.uri("videos/a.mp4"), Optional.empty()), store.link("videos/a.mp4"));
        assertTrue(store.uri("videos/a.mp4").startsWith("file:///"));
    }

    /// S3 promises it; here it is our doing.
    @Test
    void givenManyThreadsThatWriteTheFirstObjectsOfAFolder_thenNoneTakesTheNewFolderForDamage() throws Exception {
        String deep = "a/".repeat(20);
        for (int round = 0; round < 150; round++) {
            FolderStore fresh = new FolderStore(folder.resolve("fresh" + round));
            CountDownLatch start = new CountDownLatch(1);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> writes = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    String key = deep + i;
                    writes.add(threads.submit(() -> {
                        start.await();
                        fresh.write(key, new byte[] {1});
                        return null;
                    }));
                }
                start.countDown();
                for (Future<?> write : writes) {
                    write.get();
                }
            }
            assertEquals(List.of(), fresh.notes());
            for (int i = 0; i < 8; i++) {
                assertTrue(fresh.read(deep + i).isPresent());
            }
        }
    }

    @Test
    void whoReadsWhileOthersWriteSeesOneWholeObject() throws Exception {
        // given: objects of one repeated byte, each of another length
        Store store = store();
        store.write("busy", object(1));
        AtomicBoolean stop = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> writer = threads.submit(() -> {
                for (int i = 0; i < 300; i++) {
                    store.write("busy", object(1 + i % 9));
                }
                stop.set(true);
                return null;
            });
            Future<?> other = threads.submit(() -> {
                while (!stop.get()) {
                    store.write("busy", object(5));
                }
                return null;
            });
            // when
            while (!stop.get() && !writer.isDone()) {
                byte[] seen = store.read("busy").orElseThrow();
                // then
                assertArrayEquals(object(seen[0]), seen);
                assertTrue(store.size("busy").orElseThrow() % 10_000 == 0);
            }
            writer.get();
            other.get();
        }
    }

    private static byte[] object(int number) {
        byte[] content = new byte[10_000 * number];
        Arrays.fill(content, (byte) number);
        return content;
    }

    @Override
    protected void damage(Store store, String key) throws IOException {
        Path file = folder.resolve("not/yet/store").resolve(key);
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
    }

    private void assertNothingUnfinished() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("not/yet/store"))) {
            assertEquals(
                    List.of(),
                    files.filter(file -> file.getFileName().toString().endsWith(".part"))
                            .toList());
        }
    }
}
