package aive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class LocalCleanupTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theCommandDeletesWhatIsOldAndSaysHowMuch() throws IOException {
        // given
        Path store = folder.resolve("store");
        Path old = Files.write(Files.createDirectories(store.resolve("chunks")).resolve("old"), new byte[2_500_000]);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(31))));
        Path young = Files.write(store.resolve("chunks/young"), new byte[1_000_000]);
        // when
        Cli.Ran ran = Cli.in(folder).run("clean", "--local", "--store", store.toString()).done();
        // then
        assertEquals(store + ": 1 files deleted, 2.5 MB freed; 1.0 MB in 1 files left", ran.out().strip());
        assertTrue(Files.exists(young) && !Files.exists(old));
        // when
        ran = Cli.in(folder)
                .run("clean", "--local", "--store", store.toString(), "--older-than", "8w", "--max-size", "500K")
                .done();
        // then
        assertEquals(store + ": 1 files deleted, 1.0 MB freed; 0.0 MB in 0 files left", ran.out().strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clean",
                "clean --local --stage dev",
                "clean --stage dev --max-size 1G",
                "clean --local --max-size many",
                "clean --local --older-than 3m"
            })
    void wrongUsageIsRefused(String command) {
        Cli.in(folder).run(command.split(" ")).failed(2);
    }

    @ParameterizedTest
    @CsvSource({"12h, PT12H", "30d, PT720H", "2w, PT336H"})
    void anAgeIsANumberWithAUnit(String text, Duration age) {
        assertEquals(age, LocalCleanup.age(text));
    }

    @ParameterizedTest
    @CsvSource({"500M, 500000000", "20G, 20000000000", "20gb, 20000000000", "1K, 1000", "3T, 3000000000000"})
    void aSizeIsANumberWithAUnit(String text, long size) {
        assertEquals(size, LocalCleanup.size(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "-1G", "1.5G", "1GiB", "99999999999G"})
    void otherSizesAreRefused(String text) {
        assertThrows(TypeConversionException.class, () -> LocalCleanup.size(text));
    }
}
