package aive.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedFolderTest {

    @TempDir
    private Path cache = Path.of("");

    @Test
    void aFolderIsUnpackedOnce() throws IOException {
        Path fonts = cache.resolve("fonts-1");
        UnpackedFolder.make(fonts, folder -> Files.writeString(folder.resolve("a.ttf"), "first"));
        UnpackedFolder.make(fonts, folder -> Files.writeString(folder.resolve("a.ttf"), "second"));
        assertEquals("first", Files.readString(fonts.resolve("a.ttf")));
        assertEquals(List.of("fonts-1"), names());
    }

    @Test
    void aFolderThatAnotherProcessHasUnpackedMeanwhileIsUsed() throws IOException {
        Path fonts = cache.resolve("fonts-1");
        UnpackedFolder.make(fonts, folder -> {
            Files.writeString(Files.createDirectory(fonts).resolve("a.ttf"), "the other's");
            Files.writeString(folder.resolve("a.ttf"), "mine");
        });
        assertEquals("the other's", Files.readString(fonts.resolve("a.ttf")));
        assertEquals(List.of("fonts-1"), names());
    }

    @Test
    void whatAKilledProcessHasHalfUnpackedIsDeleted() throws Exception {
        // given: folders of a process that has ended, of this process, and of an unknown origin
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Path half = Files.createDirectory(cache.resolve(".unpacking-%d-123-456".formatted(ended.pid())));
        Files.writeString(half.resolve("a.ttf"), "ha");
        Path mine = Files.createDirectory(cache.resolve(".unpacking-%s456".formatted(ProcessName.prefix())));
        Path other = Files.createDirectory(cache.resolve("somebody"));
        // when
        UnpackedFolder.make(cache.resolve("fonts-1"), folder -> Files.writeString(folder.resolve("a.ttf"), "whole"));
        // then
        assertEquals(
                Stream.of(mine, other, cache.resolve("fonts-1")).map(file -> file.getFileName().toString())
                        .sorted().toList(),
                names());
    }

    @Test
    void givenAFailureWhileUnpacking_thenNothingIsLeft() {
        UnpackedFolder.Content failing = folder -> {
            Files.writeString(folder.resolve("a.ttf"), "ha");
            throw new IOException("No space left on device");
        };
        IOException failure =
                assertThrows(IOException.class, () -> UnpackedFolder.make(cache.resolve("fonts-1"), failing));
        assertEquals("No space left on device", failure.getMessage());
        assertEquals(List.of(), names());
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(cache)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
