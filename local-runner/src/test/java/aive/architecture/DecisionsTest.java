package aive.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/adr`: who looks for a decision by its number finds it.
class DecisionsTest {

    @Test
    void theyAreNumberedWithoutAHoleByNameAndTitle() throws IOException {
        // when
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of("../docs/adr"))) {
            files = all.sorted().toList();
        }
        // then
        assertEquals(
                IntStream.rangeClosed(1, files.size()).mapToObj("%04d"::formatted).toList(),
                files.stream().map(file -> file.getFileName().toString().substring(0, 4)).toList());
        for (int i = 0; i < files.size(); i++) {
            String title = Files.readAllLines(files.get(i)).getFirst();
            assertTrue(title.startsWith("# %d. ".formatted(i + 1)), () -> title);
        }
    }
}
