package aive.lambda;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {

    @TempDir
    private Path folder;

    /// A process that continues from a snapshot still uses the fonts that it has unpacked before.
    @Test
    void fontsOfEarlierProcessesAreDeletedAndThoseOfThisOneAreKept() throws Exception {
        // given
        TemporaryFolder temporary = new TemporaryFolder(folder);
        Path theirs = Files.createDirectory(folder.resolve("aive-fonts-1"));
        Path ours = folder.resolve("aive-fonts-2");
        // when
        temporary.clear();
        Files.createDirectory(ours);
        Files.createDirectories(temporary.work().resolve("chunk"));
        temporary.clear();
        // then
        assertFalse(Files.exists(theirs));
        assertTrue(Files.exists(ours));
        assertFalse(Files.exists(temporary.work()));
    }
}
