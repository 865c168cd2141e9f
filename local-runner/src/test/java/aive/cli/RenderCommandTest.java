package aive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.execution.RenderStep;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.ffmpeg.TestSize;
import aive.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The whole system from outside: a project in, a video out, through the state machine.
class RenderCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private Cli cli = Cli.in(folder);

    @BeforeEach
    void anEmptyStore() {
        cli = Cli.in(folder);
    }

    @Test
    void standardOutputIsThePathOfAVideoWithEveryFrame() throws IOException {
        // given
        Path project = TestProject.ofFourSentences().withMusic().write(folder);
        Path newFolder = folder.resolve("new folder");
        Path video = newFolder.resolve("video.mp4");
        // when
        Cli.Ran ran = cli.render(project, "-o", video.toString()).done();
        // then
        assertEquals(video + System.lineSeparator(), ran.out());
        assertEquals(240, TestFfmpeg.frameDigests(video).size());
        assertEquals(
                List.of("video.jpg", "video.mp4", "video.srt", "video.vtt"),
                files(newFolder).stream().map(file -> String.valueOf(file.getFileName())).sorted().toList());
        assertTrue(Files.readString(newFolder.resolve("video.srt")).contains("00:00:00,200 --> 00:00:01,700"));
        assertTrue(Files.readString(newFolder.resolve("video.vtt")).startsWith("WEBVTT"));
        assertEquals(1, TestFfmpeg.frameDigests(newFolder.resolve("video.jpg")).size());
        for (RenderStep step : RenderStep.values()) {
            assertTrue(ran.err().lines().anyMatch(line -> line.startsWith(step.state() + " ")), ran.err());
        }
        cli.assertTidy();
    }

    @Test
    void theContactSheetIsBesideTheVideoAndSubtitlesAlsoWithoutDrawnCaptions() throws IOException {
        // given
        TestProject project = TestProject.ofStills(2, 0.5);
        project.render().put("contact_sheet", true).putObject("captions").put("style", "none");
        project.text(1, "Not drawn.");
        Path newFolder = folder.resolve("sheet");
        // when
        cli.render(project.write(folder), "-o", newFolder.resolve("video.mp4").toString()).done();
        // then
        assertEquals(
                List.of("video.jpg", "video.mp4", "video.sheet.jpg", "video.srt", "video.vtt"),
                files(newFolder).stream().map(file -> String.valueOf(file.getFileName())).sorted().toList());
        assertEquals(1, TestFfmpeg.frameDigests(newFolder.resolve("video.sheet.jpg")).size());
        assertNotEquals(
                -1L, Files.mismatch(newFolder.resolve("video.jpg"), newFolder.resolve("video.sheet.jpg")));
        assertTrue(Files.readString(newFolder.resolve("video.srt")).contains("00:00:00,500 --> 00:00:01,000\nNot drawn."));
    }

    @Test
    void withoutAnOutputFileTheVideoIsWhereStandardOutputSays() {
        // given
        Path project = TestProject.ofFourSentences().write(folder);
        // when
        Cli.Ran ran = cli.render(project, "--quiet").done();
        // then
        assertEquals(240, TestFfmpeg.frameDigests(Path.of(ran.out().strip())).size());
        assertEquals("", ran.err());
    }

    @Test
    void theResultIsOneJsonObjectThatTellsTheTruth() throws IOException {
        // given
        Path project = TestProject.ofFourSentences().write(folder);
        Path video = folder.resolve("video.mp4");
        // when
        Cli.Ran ran = cli.render(project, "--json", "-o", video.toString()).done();
        // then
        JsonNode result = ran.json();
        Path stored = cli.store().resolve(result.get("s3_key").asString());
        assertEquals(1, ran.out().lines().count(), ran.out());
        assertEquals(stored.toUri().toString(), result.get("video_url").asString());
        assertEquals(stored.toUri().toString(), result.get("video_uri").asString());
        assertEquals(
                Json.sha256(Files.readAllBytes(video)), result.get("sha256").asString());
        assertEquals(
                Json.sha256(Files.readAllBytes(stored)), result.get("sha256").asString());
        assertEquals(Files.size(video), result.get("bytes").asLong());
        assertEquals("Video rendered successfully", result.get("message").asString());
        assertEquals("test", result.get("project_id").asString());
        assertTrue(result.get("render_id").asString().matches("test-[0-9a-f]{8}-[0-9a-f]{12}"), result.toString());
        assertEquals(240, result.get("frames").asInt());
        assertEquals(8.0, result.get("duration_seconds").asDouble());
        assertEquals(320, result.get("width").asInt());
        assertEquals(180, result.get("height").asInt());
        assertEquals(30, result.get("fps").asInt());
        JsonNode chunks = result.get("chunks");
        assertEquals(chunks.get("total").asInt(), chunks.get("rendered").asInt());
        assertEquals(0, chunks.get("reused").asInt());
        assertEquals(0, result.get("warnings").size());
        assertTrue(Files.exists(cli.store().resolve(result.get("poster_key").asString())));
        for (JsonNode captions : result.get("captions_keys")) {
            assertTrue(
                    Files.readString(cli.store().resolve(captions.asString())).contains("Sentence number 3"));
        }
    }

    @Test
    void aSecondRenderReusesEveryChunkAndGivesTheSameBytes() {
        // given
        Path project = TestProject.ofFourSentences().write(folder);
        JsonNode first =
                cli.render(project, "--json", "--chunk-seconds", "1").done().json();
        // when
        JsonNode second =
                cli.render(project, "--json", "--chunk-seconds", "1").done().json();
        // then
        assertEquals(4, second.get("chunks").get("total").asInt());
        assertEquals(4, second.get("chunks").get("reused").asInt());
        assertEquals(0, second.get("chunks").get("rendered").asInt());
        assertEquals(first.get("sha256"), second.get("sha256"));
        assertEquals(first.get("s3_key"), second.get("s3_key"));
    }

    @Test
    void anotherStoreGivesTheSameBytes() {
        // given
        Path project = TestProject.ofFourSentences().withMusic().write(folder);
        // when
        JsonNode here = cli.render(project, "--json").done().json();
        JsonNode there = Cli.in(folder.resolve("elsewhere"))
                .render(project, "--json", "--workers", "1")
                .done()
                .json();
        // then
        assertEquals(here.get("sha256"), there.get("sha256"));
        assertEquals(here.get("s3_key"), there.get("s3_key"));
    }

    @Test
    void aVideoInNChunksIsTheVideoInOne() {
        // given
        Path project = TestProject.ofFourSentences().quality("lossless").write(folder);
        // when
        JsonNode one = cli.render(project, "--json", "--chunk-seconds", "100000")
                .done()
                .json();
        JsonNode many =
                cli.render(project, "--json", "--chunk-seconds", "0.001").done().json();
        // then
        assertEquals(1, one.get("chunks").get("total").asInt());
        assertEquals(4, many.get("chunks").get("total").asInt());
        assertNotEquals(one.get("s3_key"), many.get("s3_key"));
        assertEquals(240, digests(one).size());
        assertEquals(digests(one), digests(many));
    }

    @Test
    void anEditOfOneSentenceRendersOneChunk() {
        // given
        JsonNode before = cli.render(TestProject.ofFourSentences().write(folder), "--json", "--chunk-seconds", "1")
                .done()
                .json();
        Path edited = TestProject.ofFourSentences()
                .text(2, "Something else altogether")
                .write(folder);
        // when
        JsonNode after =
                cli.render(edited, "--json", "--chunk-seconds", "1").done().json();
        // then
        assertEquals(1, after.get("chunks").get("rendered").asInt());
        assertEquals(3, after.get("chunks").get("reused").asInt());
        assertEquals(4, before.get("chunks").get("changes").size());
        assertEquals("new", before.at("/chunks/changes/0/because").asString());
        assertEquals(1, after.get("chunks").get("changes").size());
        assertEquals(3, after.at("/chunks/changes/0/chunk").asInt());
        assertTrue(after.at("/chunks/changes/0/because").asString().startsWith("text of sentence "), after.toString());
        assertNotEquals(before.get("s3_key"), after.get("s3_key"), "the video from before is still there");
        assertEquals(1, cli.keys("soundtracks/").size(), "the sound is the same");
    }

    @Test
    void manyChunksAreRenderedByChildrenOfADistributedMap() throws IOException {
        // given
        Path project = TestProject.ofStills(42, 0.1).write(folder);
        // when
        Cli.Ran ran = cli.render(project, "--json", "--chunk-seconds", "0.001").done();
        // then
        assertEquals(42, ran.json().get("chunks").get("rendered").asInt());
        assertEquals(126, digests(ran.json()).size());
        String history =
                Files.readString(cli.store().resolve(cli.keys("executions/").getFirst()));
        assertTrue(history.contains("\"Render many chunks\""), "through the distributed Map");
        assertFalse(history.contains("\"Render chunks\""), "and no other");
        assertTrue(ran.err().contains("Render chunks    "), ran.err());
        cli.assertTidy();
    }

    @Test
    void aProjectOfTwoThousandSentencesIsTooLargeForAPayloadAndRendersAllTheSame() throws IOException {
        // given
        TestProject project = TestProject.ofStills(2_000, TestSize.of(1, 3) / 30.0);
        project.render().put("width", TestSize.width(64)).put("height", TestSize.height(36));
        project.render().putObject("captions").put("enabled", false);
        for (int i = 0; i < 2_000; i++) {
            project.text(
                    i,
                    "This is sentence number %d of a project that has very many of them, each with a text of its own"
                            .formatted(i));
        }
        Path file = project.write(folder);
        // when
        JsonNode result = cli.render(file, "--json").done().json();
        // then
        assertTrue(Files.size(file) > 256 * 1024);
        assertEquals(TestSize.of(2_000, 6_000), result.get("frames").asInt());
        assertEquals(TestSize.of(2_000, 6_000), digests(result).size());
        assertEquals(1, cli.keys("uploads/").size());
    }

    @Test
    void aPlanSaysWhatARenderDoes() {
        // given
        Path project = TestProject.ofFourSentences().write(folder);
        JsonNode before = cli.run("plan", project, "--json", "--chunk-seconds", "1")
                .done()
                .json();
        JsonNode render =
                cli.render(project, "--json", "--chunk-seconds", "1").done().json();
        // when
        JsonNode after = cli.run("plan", project, "--json", "--chunk-seconds", "1")
                .done()
                .json();
        // then
        assertEquals(render.get("render_id"), before.get("render_id"));
        assertEquals(render.get("frames"), before.get("frames"));
        assertEquals(4, before.get("chunks").size());
        assertEquals(0, before.get("reused").asInt());
        assertEquals("new", before.at("/chunks/0/because").asString());
        assertEquals(4, after.get("reused").asInt());
        assertTrue(after.at("/chunks/0/because").isMissingNode());
    }

    @Test
    void aVideoThatIsInTheWayIsReplacedByAWholeOne() throws IOException {
        // given
        Path project = TestProject.ofStills(1, 0.5).write(folder);
        Path video = Files.writeString(folder.resolve("video.mp4"), "an older one");
        // when
        JsonNode result =
                cli.render(project, "--json", "-o", video.toString()).done().json();
        // then
        assertEquals(result.get("sha256").asString(), Json.sha256(Files.readAllBytes(video)));
    }

    @Test
    void theCaptionsAndThePosterAreLeftOutWithVideoOnlyAndForADevice() throws IOException {
        // given
        Path project = TestProject.ofStills(1, 0.5).write(folder);
        Path outputs = Files.createDirectory(folder.resolve("outputs"));
        Path device = Files.createSymbolicLink(outputs.resolve("null"), Path.of("/dev/null"));
        // when
        cli.render(project, "-o", outputs.resolve("video.M4V").toString(), "--video-only").done();
        cli.render(project, "-o", device.toString()).done();
        // then
        assertEquals(
                List.of("null", "video.M4V"),
                files(outputs).stream().map(file -> String.valueOf(file.getFileName())).sorted().toList());
        // when
        cli.render(project, "-o", outputs.resolve("other.m4v").toString()).done();
        // then
        assertEquals(5 + 1, files(outputs).size());
        assertTrue(Files.exists(outputs.resolve("other.srt")));
    }

    private List<String> digests(JsonNode result) {
        return TestFfmpeg.frameDigests(cli.store().resolve(result.get("s3_key").asString()));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void anOutputBehindALinkIsWrittenThereAndADeviceStaysADevice() throws IOException {
        // given
        Path project = TestProject.ofStills(2, 0.5).write(folder);
        Path target = Files.writeString(
                Files.createDirectory(folder.resolve("elsewhere")).resolve("video.mp4"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.mp4"), Path.of("elsewhere/video.mp4"));
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling.mp4"), Path.of("elsewhere/new.mp4"));
        // when
        cli.render(project, "-o", link.toString()).done();
        cli.render(project, "-o", dangling.toString()).done();
        cli.render(project, "-o", "/dev/null").done();
        // then
        assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(dangling));
        assertTrue(Files.size(target) > 1_000);
        assertEquals(-1, Files.mismatch(target, folder.resolve("elsewhere/new.mp4")));
        assertFalse(Files.isRegularFile(Path.of("/dev/null")));
    }

    /// Lengths of chunks that are no whole microseconds, so many that rounding each by itself would miss the frame
    /// grid.
    @Test
    void fortyFiveSentencesOfUnevenLengthAtSixtyFramesASecondAreJoined() throws IOException {
        // given
        Path clip = TestMedia.made(
                "three.mp4",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=64x64:r=30:d=3",
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-pix_fmt",
                "yuv420p");
        ObjectNode body = TestProject.ofStills(45, 4.01).body();
        body.withArray("/project_data/sentences")
                .forEach(sentence -> ((ObjectNode) sentence.get("selected_footage")).put("url", clip.toString()));
        ((ObjectNode) body.get("render"))
                .put("width", 16)
                .put("height", 16)
                .put("fps", 60)
                .put("quality", "lossless")
                .putObject("captions")
                .put("enabled", false);
        Path project = TestProject.write(folder.resolve("many.json"), body);
        // when
        JsonNode each = cli.render(
                        project, "--json", "-o", folder.resolve("each.mp4").toString())
                .done()
                .json();
        JsonNode one = cli.render(
                        project,
                        "--json",
                        "--chunk-seconds",
                        "1000",
                        "-o",
                        folder.resolve("one.mp4").toString())
                .done()
                .json();
        // then
        assertEquals(10_827, each.get("frames").asInt());
        assertTrue(
                each.at("/chunks/total").asInt() > 20, () -> each.get("chunks").toString());
        assertEquals(1, one.at("/chunks/total").asInt());
        assertEquals(
                TestFfmpeg.frameDigests(folder.resolve("one.mp4")),
                TestFfmpeg.frameDigests(folder.resolve("each.mp4")));
    }
}
