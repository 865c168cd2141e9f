package aive.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aive.error.ConfigurationError;
import aive.error.OutOfSpace;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFileTest {

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsTheFile() throws Exception {
        Path file = Files.write(folder.resolve("copy"), new byte[100]);
        try (NewFile output = new NewFile(file)) {
            output.write(1);
            output.write(new byte[] {0, 2, 3, 0}, 1, 2);
        }
        assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(file));
    }

    /// Linux has a device on which every write fails like on a full disk.
    @Test
    void aFullDiskIsNamed() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "there is no /dev/full");
        try (NewFile output = new NewFile(full)) {
            OutOfSpace failure = assertThrows(OutOfSpace.class, () -> output.write(new byte[8]));
            String said = String.valueOf(failure.getMessage());
            assertTrue(said.startsWith("cannot write /dev/full: No space left on device"), said);
        }
    }

    @Test
    void aPlaceWhereNothingCanBeWrittenIsAMatterOfTheConfiguration() throws Exception {
        Path file = Files.createFile(folder.resolve("file")).resolve("copy");
        ConfigurationError failure = assertThrows(ConfigurationError.class, () -> new NewFile(file).close());
        String said = String.valueOf(failure.getMessage());
        assertTrue(said.contains(file.toString()) && said.contains("Not a directory"), said);
    }
}
