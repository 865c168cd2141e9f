package aive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.ffmpeg.TestFfmpeg;
import aive.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A small video that looks like the large one, or a part of it.
class PreviewCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private Cli cli = Cli.in(folder);

    @BeforeEach
    void anEmptyStore() {
        cli = Cli.in(folder);
    }

    @Test
    void theWholePreviewIsBesideTheProjectAndThePlansOfTheVideoKnowNothingOfIt() throws IOException {
        // given: an upright video in HEVC, with a budget, a callback, and a long id
        TestProject upright = TestProject.ofStills(2, 0.5);
        upright.render().put("width", 1080).put("height", 1920).put("profile", "archive").put("budget", 0.000001).put("poster_at", 99);
        upright.body().putObject("callback").put("url", "https://example.com/callback");
        upright.body().withObject("/project_data").put("id", "x".repeat(300));
        Path project = upright.write(folder);
        // when
        Cli.Ran ran = cli.run("preview", project).done();
        // then
        Path preview = folder.resolve("project-preview.mp4");
        assertEquals(preview.toString(), ran.out().strip());
        assertEquals(30, TestFfmpeg.frameDigests(preview).size());
        assertEquals("360x640 h264", size(preview));
        assertFalse(Files.exists(folder.resolve("project-preview.srt")));
        // the warning of the plan is printed once, before the chunks are rendered
        assertEquals(2, ran.err().split("warning: /render/poster_at").length, ran.err());
        assertTrue(
                ran.err().indexOf("warning: /render/poster_at") < ran.err().indexOf("Render chunks"), ran.err());
        // when: the video itself is planned
        upright.render().remove("budget");
        JsonNode plan = cli.run("plan", upright.write(folder), "--json").done().json();
        // then
        assertEquals("new", plan.at("/chunks/0/because").asString());
        assertEquals(0, plan.get("reused").asInt());
        cli.assertTidy();
    }

    @Test
    void aSentenceIsShownAsInTheVideoWithItsOwnFootageAndThatOfTheTransitionIntoItAlone() throws IOException {
        // given: shots of 66, 60, 60, and 54 frames; the transition begins 7 frames before sentence s2
        TestProject four = TestProject.ofFourSentences();
        four.sentence(2).putObject("transition").put("kind", "crossfade").put("duration", 0.5);
        Path project = four.write(folder);
        Path whole = folder.resolve("whole.mp4");
        Path part = folder.resolve("part.mp4");
        cli.run("preview", project, "--chunk-seconds", "0.001", "-o", whole.toString()).done();
        List<String> chunks = cli.keys("chunks/");
        // when: other footage is missing
        four.footage(0, "missing.mp4").footage(3, "https://missing.invalid/clip.mp4");
        four.sentence(0).put("original_volume", 0.5);
        Cli.Ran ran = cli.run("preview", four.write(folder), "--sentence", "s2", "-o", part.toString()).done();
        // then
        assertEquals(part.toString(), ran.out().strip());
        assertEquals("320x180 h264", size(part));
        assertEquals(chunks, cli.keys("chunks/"), "the chunk of the sentence is one of the video");
        int first = 126 - 7;
        assertEquals(67, TestFfmpeg.frameDigests(part).size());
        String like = String.join("\n", TestFfmpeg.log("info", "-i", whole.toString(), "-i", part.toString(), "-lavfi",
                "[0:v]trim=start_frame=%d:end_frame=%d,setpts=N/30/TB[a];[1:v]setpts=N/30/TB[b];[a][b]ssim".formatted(first, first + 67),
                "-f", "null", "-"));
        double ssim = Double.parseDouble(like.replaceAll("(?s).*All:([0-9.]+) .*", "$1"));
        assertTrue(ssim > 0.9, like);
        cli.assertTidy();
        // when: the transition's other footage is missing too
        four.footage(1, "absent.mp4");
        Cli.Ran refused = cli.run("preview", four.write(folder), "--sentence", "s2").failed(1);
        // then
        assertEquals(
                List.of("error: MediaUnavailable: /project_data/sentences/1/selected_footage/url:"
                        + " absent.mp4 does not exist"),
                refused.errors());
    }

    /// The images s0 and s1 would move alike, and therefore s1 moves differently.
    @Test
    void aStillImageMovesAsInTheVideoAfterTheImageBeforeIt() throws IOException {
        Path before = Files.copy(Path.of(TestProject.STILL), folder.resolve("before.jpg"));
        Path project = TestProject.ofStills(2, 0.2).footage(0, before.toString()).write(folder);
        cli.run("preview", project, "--chunk-seconds", "0.001").done();
        List<String> chunks = cli.keys("chunks/");
        cli.run("preview", project, "--sentence", "s1").done();
        assertEquals(chunks, cli.keys("chunks/"));
        // when: there can be no such video
        Files.delete(before);
        // then
        cli.run("preview", project, "--sentence", "s1").done();
        assertEquals(chunks.size() + 1, cli.keys("chunks/").size());
    }

    @Test
    void whatCannotBeShownIsSaid() throws IOException {
        Path project = TestProject.ofStills(2, 0.5).write(folder);
        assertEquals(
                List.of("error: InvalidProject: /project_data/sentences: there is no sentence with the id 7;"
                        + " the first ids are s0, s1"),
                cli.run("preview", project, "--sentence", "7").failed(2).errors());
        assertTrue(cli.run("preview", project, "-o", "x.mov").failed(2).err().contains("must end with .mp4"));
        Path clip = folder.resolve("project-preview.mp4");
        Files.copy(Path.of(TestProject.media("bottles_640x360_noaudio.mp4")), clip);
        Path own = TestProject.ofStills(2, 0.5).footage(0, clip.toString()).write(folder);
        assertTrue(cli.run("preview", own).failed(2).err().contains("would overwrite"));
    }

    private static String size(Path video) {
        JsonNode stream = Json.MAPPER.readTree(TestFfmpeg.probe(
                        "-select_streams", "v", "-show_streams", "-of", "json", video.toString())).at("/streams/0");
        return "%dx%d %s".formatted(
                stream.get("width").asInt(), stream.get("height").asInt(), stream.get("codec_name").asString());
    }
}
