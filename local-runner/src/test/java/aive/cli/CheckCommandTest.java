package aive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.ffmpeg.TestMedia;
import aive.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CheckCommandTest {

    /// The damaged and hostile files of the tests of probes.
    private static final Path HOSTILE =
            Path.of("../functions/src/test/resources/aive/media").toAbsolutePath().normalize();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void saysOfEachFileHowItWouldBeTakenInEachUse() throws IOException {
        // given
        Path media = Files.createDirectory(folder.resolve("media"));
        Files.copy(TestProject.MEDIA.resolve("bottles_640x360_noaudio.mp4"), media.resolve("a.mp4"));
        Files.copy(TestProject.MEDIA.resolve("tanners_ridge.jpg"), media.resolve("b.jpg"));
        Files.writeString(media.resolve("c.mp4"), "<html><body>Sign in</body></html>");
        // when
        Cli.Ran ran = check(media.toString());
        // then
        List<String> lines = ran.out().lines().toList();
        assertEquals(6, lines.size(), ran.out());
        assertTrue(lines.get(0).matches("fine +footage +.*a\\.mp4: video, h264, 640 × 360, [0-9.]+ fps, [0-9.]+ s"), ran.out());
        assertTrue(lines.get(1).matches("refused +narration, music +.*a\\.mp4: MediaUnusable: .+"), ran.out());
        assertTrue(lines.get(2).matches("fine +footage +.*b\\.jpg: image, mjpeg, .+"), ran.out());
        assertTrue(lines.get(4).matches("refused +footage +.*c\\.mp4: MediaUnusable: .*HTML.*"), ran.out());
        assertEquals(1, ran.exit(), "c.mp4 is of no use");
    }

    @Test
    void anEmptyFolderIsAMistake() {
        Cli.Ran ran = check(folder.toString());
        assertEquals(2, ran.exit());
        assertTrue(ran.err().contains("there is no file in " + folder), ran.err());
    }

    @Test
    void aRotatedClipHasTheSizeThatPlayersShow() {
        Cli.Ran ran = check(TestMedia.rotated().toString());
        assertTrue(
                ran.out().lines().anyMatch(line ->
                        line.matches("fine +footage +.*: video, h264, 270 × 480 \\(stored as 480 × 270\\), [0-9]+ fps, .+ s")),
                ran.out());
    }

    @Test
    void givenEveryHostileFile_thenEachHasADocumentedOutcomeAndNothingIsLeft() throws IOException {
        // when
        Cli.Ran ran = check(HOSTILE.toString(), "--json");
        // then
        List<JsonNode> verdicts = ran.out().lines().map(Json.MAPPER::readTree).toList();
        try (Stream<Path> files = Files.walk(HOSTILE)) {
            assertEquals(3 * files.filter(Files::isRegularFile).count(), verdicts.size());
        }
        for (JsonNode verdict : verdicts) {
            String error = verdict.get("error").asString();
            assertEquals(!error.isEmpty(), verdict.get("treatment").asString().equals("REFUSED"), verdict.toString());
            assertTrue(List.of("", "MediaUnusable", "MediaTooLarge").contains(error), verdict.toString());
            assertEquals(1, verdict.get("messages").size(), verdict.toString());
            assertTrue(!verdict.get("messages").get(0).asString().isBlank(), verdict.toString());
        }
        Cli.in(folder).assertTidy();
        assertEquals("", ran.err());
    }

    @Test
    void aFileThatDoesNotExistIsWrongUsage() {
        assertEquals(2, check(folder.resolve("missing.mp4").toString()).exit());
    }

    private Cli.Ran check(String... arguments) {
        Cli cli = Cli.in(folder);
        return cli.run(Stream.concat(Stream.of("check", "--store", cli.store().toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }
}
