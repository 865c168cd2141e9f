package aive.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every [Store] keeps to.
public abstract class StoreContract {

    @TempDir
    protected Path folder;

    /// An empty store.
    protected abstract Store store();

    /// Changes a bit of an object, behind the store's back.
    protected abstract void damage(Store store, String key) throws IOException;

    @Test
    void whatWasWrittenIsRead() throws IOException {
        Store store = store();
        store.write("projects/a-1/plan.json", utf8("plan"));
        assertArrayEquals(utf8("plan"), store.read("projects/a-1/plan.json").orElseThrow());
        assertEquals(Optional.of(4L), store.size("projects/a-1/plan.json"));
        assertEquals(
                "plan",
                Files.readString(store.file("projects/a-1/plan.json", folder).orElseThrow()));
        assertTrue(store.uri("projects/a-1/plan.json").endsWith("/projects/a-1/plan.json"));
    }

    @Test
    void nothingIsAnObjectToo() throws IOException {
        Store store = store();
        store.write("empty", new byte[0]);
        assertEquals(0, store.read("empty").orElseThrow().length);
        assertEquals(Optional.of(0L), store.size("empty"));
        assertEquals(0, store.read("empty", 0, 5).orElseThrow().length);
        assertEquals(0, Files.size(store.file("empty", folder).orElseThrow()));
    }

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {0, 1, 12_345, 10 << 20, (10 << 20) + 12_345})
    void aStreamIsStoredWithItsChecksum(int length) throws IOException {
        // given
        Store store = store();
        byte[] content = new byte[length];
        new SplittableRandom(length).nextBytes(content);
        store.writeOnce("assets/file", Files.write(folder.resolve("file"), content));
        // when
        store.writeOnce("assets/stream", content(length, new ByteArrayInputStream(content)));
        // then
        assertTrue(store.has("assets/stream"));
        assertEquals(Optional.of((long) length), store.size("assets/stream"));
        assertArrayEquals(content, Files.readAllBytes(store.file("assets/stream", folder).orElseThrow()));
        assertTrue(store.checksum("assets/stream").isPresent());
        assertEquals(store.checksum("assets/file"), store.checksum("assets/stream"));
        // when: it is not opened again
        store.writeOnce("assets/stream", content(length, InputStream.nullInputStream()));
        // then
        assertTrue(store.has("assets/stream"));
        assertEquals(Optional.of((long) length), store.size("assets/stream"));
    }

    @ParameterizedTest(name = "after {0} bytes")
    @ValueSource(ints = {0, 7, (10 << 20) + 12_345})
    void givenAStreamThatFailsAtItsEnd_thenThereIsNoObject(int length) {
        // given
        Store store = store();
        IllegalStateException failure = new IllegalStateException("not what it should be");
        InputStream stream = new SequenceInputStream(new ByteArrayInputStream(new byte[length]), new InputStream() {
            @Override
            public int read() {
                throw failure;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                throw failure;
            }
        });
        // then
        assertSame(
                failure,
                assertThrows(
                        IllegalStateException.class,
                        () -> store.writeOnce("videos/a/b.mp4", content(length, stream))));
        assertFalse(store.has("videos/a/b.mp4"));
        assertEquals(Optional.empty(), store.size("videos/a/b.mp4"));
        assertEquals(Optional.empty(), store.checksum("videos/a/b.mp4"));
    }

    private static Content content(long bytes, InputStream stream) {
        return new Content() {
            @Override
            public long bytes() {
                return bytes;
            }

            @Override
            public InputStream open() {
                return stream;
            }
        };
    }

    @Test
    void anObjectThatIsNotThereIsEmptyHoweverOneAsks() {
        Store store = store();
        store.write("projects/a/b", utf8("x"));
        for (String key : new String[] {"missing", "projects/a/missing", "missing/as/well", "projects/a", "projects"}) {
            assertTrue(store.read(key).isEmpty(), key);
            assertTrue(store.read(key, 0, 1).isEmpty(), key);
            assertTrue(store.size(key).isEmpty(), key);
            assertTrue(store.file(key, folder).isEmpty(), key);
        }
    }

    @Test
    void writingADocumentAgainReplacesTheWholeOfIt() {
        Store store = store();
        store.write("a/b", utf8("a long text"));
        store.write("a/b", utf8("short"));
        assertArrayEquals(utf8("short"), store.read("a/b").orElseThrow());
        assertEquals(Optional.of(5L), store.size("a/b"));
    }

    @Test
    void aProductIsWrittenBesideItsUse() throws IOException {
        // given
        Store store = store();
        Path file = source("chunk");
        // when
        String read = store.writeOnceBeside("chunks/1", file, () -> {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        // then
        assertEquals("chunk", read);
        assertTrue(store.has("chunks/1"));
        assertArrayEquals(utf8("chunk"), store.read("chunks/1").orElseThrow());
        Path unusable = source("other");
        assertEquals("unusable", assertThrows(
                IllegalStateException.class,
                () -> store.writeOnceBeside("chunks/2", unusable, () -> {
                    throw new IllegalStateException("unusable");
                })).getMessage());
    }

    @Test
    void aProductIsThereWhenItIsWritten() throws IOException {
        Store store = store();
        assertFalse(store.has("chunks/1"));
        store.writeOnce("chunks/1", source("chunk"));
        assertTrue(store.has("chunks/1"));
        assertArrayEquals(utf8("chunk"), store.read("chunks/1").orElseThrow());
        assertEquals("chunk", Files.readString(store.file("chunks/1", folder).orElseThrow()));
    }

    @Test
    void aProductOfNothingIsOne() throws IOException {
        Store store = store();
        store.writeOnce("chunks/empty", source(""));
        assertTrue(store.has("chunks/empty"));
    }

    @Test
    void theFirstProductStays() throws IOException {
        Store store = store();
        store.writeOnce("chunks/1", source("first"));
        store.writeOnce("chunks/1", source("second"));
        assertArrayEquals(utf8("first"), store.read("chunks/1").orElseThrow());
        assertTrue(store.has("chunks/1"));
    }

    @Test
    void aDamagedProductIsNotHadAndIsReplaced() throws IOException {
        // given
        Store store = store();
        store.writeOnce("chunks/1", source("as it should be"));
        damage(store, "chunks/1");
        // then
        assertFalse(store.has("chunks/1"));
        assertEquals(Set.of(), store.having(List.of("chunks/1")));
        // when
        store.writeOnce("chunks/1", source("as it should be"));
        // then
        assertTrue(store.has("chunks/1"));
        assertArrayEquals(utf8("as it should be"), store.read("chunks/1").orElseThrow());
    }

    @Test
    void whatSomebodyElsePutThereIsNoProductAndIsReplaced() throws IOException {
        // given
        Store store = store();
        store.write("chunks/1", utf8("not a chunk"));
        assertFalse(store.has("chunks/1"));
        // when
        store.writeOnce("chunks/1", source("a chunk"));
        // then
        assertTrue(store.has("chunks/1"));
        assertArrayEquals(utf8("a chunk"), store.read("chunks/1").orElseThrow());
    }

    @Test
    void manyProductsAreAskedForAtOnce() throws IOException {
        // given
        Store store = store();
        List<String> keys = IntStream.range(0, 24).mapToObj(i -> "chunks/" + i).toList();
        for (String key : keys.subList(0, 12)) {
            store.writeOnce(key, source(key));
        }
        // then
        assertEquals(Set.copyOf(keys.subList(0, 12)), store.having(keys));
        Map<String, Path> files = store.files(keys, folder);
        assertEquals(keys.subList(0, 12), List.copyOf(files.keySet()));
        for (Map.Entry<String, Path> file : files.entrySet()) {
            assertEquals(file.getKey(), Files.readString(file.getValue()));
        }
        assertEquals(Set.of(), store.having(List.of()));
        assertEquals(Map.of(), store.files(List.of(), folder));
    }

    @Test
    void oneOfManyWhoWriteTheSameProductWins() throws Exception {
        // given
        Store store = store();
        List<String> contents =
                IntStream.range(0, 8).mapToObj(i -> "content " + i).toList();
        // when
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (String content : contents) {
                Path file = source(content);
                writers.add(threads.submit(() -> store.writeOnce("assets/1", file)));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        // then
        assertTrue(store.has("assets/1"));
        assertTrue(contents.contains(new String(store.read("assets/1").orElseThrow(), StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({"0,3,012", "3,4,3456", "7,3,789", "7,4,789", "9,1,9", "10,1,''", "99,5,''", "0,0,''", "0,100,0123456789"
    })
    void aRangeIsCutOffAtTheEndOfTheObject(long offset, int length, String expected) {
        Store store = store();
        store.write("digits", utf8("0123456789"));
        assertEquals(expected, new String(store.read("digits", offset, length).orElseThrow(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "..",
                ".",
                "../x",
                "a/../../x",
                "a/../b",
                "a//b",
                "a/./b",
                "/etc/passwd",
                "a/",
                ".checksums/a",
                "a\\..\\b"
            })
    void whatIsNoKeyIsRefused(String key) {
        Store store = store();
        assertThrows(IllegalArgumentException.class, () -> store.read(key));
        assertThrows(IllegalArgumentException.class, () -> store.read(key, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> store.size(key));
        assertThrows(IllegalArgumentException.class, () -> store.file(key, folder));
        assertThrows(IllegalArgumentException.class, () -> store.write(key, utf8("x")));
        assertThrows(IllegalArgumentException.class, () -> store.writeOnce(key, source("x")));
        assertThrows(IllegalArgumentException.class, () -> store.has(key));
        assertThrows(IllegalArgumentException.class, () -> store.uri(key));
        assertThrows(IllegalArgumentException.class, () -> store.link(key));
    }

    /// A file outside the store.
    protected Path source(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "source", ""), content);
    }

    protected static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
