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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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
    void givenAFolderInTheObjectsPlace_thenItFailsAndLeavesNothingBehind() throws IOException {
        Store store = store();
        store.write("a/b", utf8("inside"));
        RenderError error = assertThrows(RenderError.class, () -> store.write("a", utf8("x")));
        assertTrue(String.valueOf(error.getMessage()).startsWith("cannot write a in the store "), error.getMessage());
        assertNothingUnfinished();
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
