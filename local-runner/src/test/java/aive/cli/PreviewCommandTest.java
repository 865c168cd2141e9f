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
        upright.render().put("width", 1080).put("height", 1920).put("profile", "archive").put("budget", 0.000001);
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
        // when: the video itself is planned
        upright.render().remove("budget");
        JsonNode plan = cli.run("plan", upright.write(folder), "--json").done().json();
        // then
        assertEquals("new", plan.at("/chunks/0/because").asString());
        assertEquals(0, plan.get("reused").asInt());
        cli.assertTidy();
    }

    @Test
    void aSentenceIsShownWithItsAudioFromItsStartToTheNext() throws IOException {
        // given: shots of 66, 60, 60, and 54 frames; transitions begin before the sentence
        TestProject four = TestProject.ofFourSentences();
        Path project = four.write(folder);
        Path whole = folder.resolve("whole.mp4");
        Path part = folder.resolve("part.mp4");
        // when
        cli.run("preview", project, "-o", whole.toString()).done();
        Cli.Ran ran = cli.run("preview", project, "--sentence", "s2", "-o", part.toString()).done();
        // then
        assertEquals(part.toString(), ran.out().strip());
        assertEquals("320x180 h264", size(part));
        int first = 126;
        assertEquals(60, TestFfmpeg.frameDigests(part).size());
        String like = String.join("\n", TestFfmpeg.log("info", "-i", whole.toString(), "-i", part.toString(), "-lavfi",
                "[0:v]trim=start_frame=%d:end_frame=%d,setpts=N/30/TB[a];[1:v]setpts=N/30/TB[b];[a][b]ssim".formatted(first, first + 60),
                "-f", "null", "-"));
        double ssim = Double.parseDouble(like.replaceAll("(?s).*All:([0-9.]+) .*", "$1"));
        assertTrue(ssim > 0.9, like);
        cli.assertTidy();
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
