package aive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the command line suggests, and how it counts.
class UsageAdviceTest {

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --out        | there is no option --out; did you mean --output?
            --size       | there is no option --size; set render.width and render.height in the project
            --fps        | there is no option --fps; set render.fps in the project
            --xyzzyxyzzy | there is no option --xyzzyxyzzy
            """)
    void anUnknownOptionHasAdvice(String option, String message) {
        assertEquals(
                List.of("error: " + message),
                Cli.in(folder).run("render", "project.json", option, "x").failed(2).errors());
    }

    @Test
    void oneChunkIsSingular() {
        assertEquals("1 chunk, rendered", RenderSummary.chunks(1, 0));
        assertEquals("1 chunk, reused", RenderSummary.chunks(1, 1));
        assertEquals("12 chunks, 3 of them reused", RenderSummary.chunks(12, 3));
    }
}
