package aive.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClipAssignmentTest {

    private static final List<String> SENTENCES =
            List.of("The sea is wide.", "Mountains rise.", "And the Sea ends.", "A bird sings.");

    @Test
    void clipsAreShownInTheOrderOfTheirNamesWhereNumbersCount() {
        assertShown("clip 1|clip 2|clip 9|clip 10", "", "clip 10.mp4", "clip 9.mp4", "clip 2.mp4", "clip 1.jpg");
    }

    @Test
    void aNumberOrAWordOfTheNameNamesTheSentence() {
        assertShown("z|the mountains|a|04-x", "", "04-x.mp4", "the mountains.mov", "a.jpg", "1 z.mp4");
        assertShown("4k|2024-05-01|b|c", "", "2024-05-01.mp4", "4k.mp4", "c.mp4", "b.mp4");
    }

    @Test
    void clipsOfTheSameNumberShareTheSentence() {
        assertShown("a|2-a,2-b|b|c", "", "2-b.mp4", "2-a.mp4", "a.mp4", "b.mp4", "c.mp4");
    }

    @Test
    void tooFewAreRepeatedAndTooManyAreNamed() {
        assertShown("a|b|a|b", "", "a.mp4", "b.mp4");
        assertShown("a|a|a|a", "", "a.mp4");
        assertShown("1-b|3-a|3-a|1-b", "", "1-b.mp4", "3-a.mp4");
        assertShown("a|b|c|d", "e,f", "a.mp4", "b.mp4", "c.mp4", "d.mp4", "e.mp4", "f.mp4");
    }

    /// @param shown the stems of the clips of each sentence
    private static void assertShown(String shown, String unused, String... files) {
        ClipAssignment assignment =
                ClipAssignment.of(Stream.of(files).map(Path::of).toList(), SENTENCES);
        assertEquals(shown, String.join("|", assignment.clips().stream().map(ClipAssignmentTest::stems).toList()));
        assertEquals(unused, stems(assignment.unused()));
    }

    private static String stems(List<Path> files) {
        return String.join(",", files.stream().map(file -> file.toString().replaceAll("^1 |\\.[a-z0-9]+$", "")).toList());
    }
}
