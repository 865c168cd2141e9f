package aive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// One run names every source that cannot be used, whichever batch it is in.
class UnusableMediaTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void everySourceThatCannotBeUsedIsNamedInOneRun() throws IOException {
        // given
        Files.writeString(folder.resolve("page.mp4"), "<!DOCTYPE html><html><body>Not here</body></html>");
        Files.writeString(folder.resolve("list.mp4"), "#EXTM3U\nhttps://example.com/a.ts\n");
        Files.write(folder.resolve("empty.mp4"), new byte[0]);
        Path project = TestProject.ofFourSentences()
                .footage(0, "page.mp4")
                .footage(2, "list.mp4")
                .footage(3, "empty.mp4")
                .write(folder);
        List<String> expected = List.of(
                "/project_data/sentences/0/selected_footage/url",
                "/project_data/sentences/2/selected_footage/url",
                "/project_data/sentences/3/selected_footage/url");
        // when
        Cli.Ran rendered = Cli.in(folder).run("render", project, "--json").failed(1);
        Cli.Ran planned = Cli.in(folder).run("plan", project, "--json").failed(1);
        // then
        for (Cli.Ran ran : List.of(rendered, planned)) {
            assertEquals("MediaUnusable", ran.json().get("error").asString());
            assertEquals(expected, pointers(ran.json().get("problems")));
        }
        assertEquals(rendered.json().get("problems"), planned.json().get("problems"));
        assertEquals(3, rendered.errors().size(), rendered.err());
    }

    /// The narration is fine as narration. As footage it is not, at each place.
    @Test
    void aSourceWithTwoUsesIsRefusedAtThePlacesWhereItCannotBeUsed() throws IOException {
        // given
        TestProject described = TestProject.ofFourSentences();
        String narration = described.body().get("audio_url").asString();
        Path project = described.footage(1, narration).footage(2, narration).write(folder);
        // when
        Cli.Ran ran = Cli.in(folder).run("plan", project, "--json").failed(1);
        // then
        assertEquals("MediaUnusable", ran.json().get("error").asString());
        JsonNode problems = ran.json().get("problems");
        assertEquals(
                List.of("/project_data/sentences/1/selected_footage/url",
                        "/project_data/sentences/2/selected_footage/url"),
                pointers(problems));
        for (JsonNode problem : problems) {
            assertTrue(problem.get("message").asString().contains("has no video or image, only audio"), ran.err());
        }
    }

    private static List<String> pointers(JsonNode problems) {
        return StreamSupport.stream(problems.spliterator(), false)
                .map(problem -> problem.get("pointer").asString())
                .sorted()
                .toList();
    }
}
