package aive.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Names of folders and files that FFmpeg could read as patterns, options, or URLs.
class OddNamesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aRenderInAFolderWithAnOddNameIsTheSame() throws IOException {
        // given
        Path project = TestProject.ofStills(2, 0.5).write(folder);
        Path odd = Files.createDirectory(folder.resolve("-o %d {a} #x?y 'q' \"d\" [z]"));
        Path plain = Files.createDirectory(folder.resolve("plain"));
        // when
        Cli.in(odd).render(project, "-o", odd.resolve("{a}%d#x?y'.mp4").toString()).done();
        Cli.in(plain).render(project, "-o", plain.resolve("video.mp4").toString()).done();
        // then
        assertArrayEquals(
                Files.readAllBytes(plain.resolve("video.mp4")), Files.readAllBytes(odd.resolve("{a}%d#x?y'.mp4")));
    }

    @Test
    void aStoreWithALineBreakInItsNameIsRefused() throws IOException {
        Path project = TestProject.ofStills(2, 0.5).write(folder);
        Path broken = Files.createDirectory(folder.resolve("two\nlines"));
        assertEquals(
                List.of("error: ConfigurationError: the folder of the store has a line break in its name;"
                        + " choose another folder with --store"),
                Cli.in(broken).render(project).failed(1).errors());
    }
}
