package aive.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import aive.cloud.FakeAws;
import aive.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A project rendered on AWS, from here; AWS is played.
class SubmitCommandTest {

    private static final String VIDEO = "a video";

    @TempDir
    private Path folder = Path.of("");

    private FakeAws aws = new FakeAws();
    private Cli cli = Cli.in(folder);
    private Path output = folder;

    @BeforeEach
    void aProjectFolder() throws IOException {
        cli = Cli.in(folder);
        output = folder.resolve("video.mp4");
        Files.writeString(Files.createDirectories(folder.resolve("clips")).resolve("sea.MP4"), "the sea");
        Files.writeString(folder.resolve("voice.mp3"), "a voice");
    }

    @AfterEach
    void noMoreAws() {
        aws.close();
    }

    @Test
    void itsFilesAreUploadedAndTheVideoComesBack() throws IOException {
        // given
        aws.succeedingWith(VIDEO).replaying("running-inline-map");
        // when
        Cli.Ran ran = submit(project()).done();
        // then
        assertEquals(output + System.lineSeparator(), ran.out());
        assertEquals(VIDEO, Files.readString(output));
        assertEquals("captions.srt", Files.readString(folder.resolve("video.srt")));
        assertEquals("captions.vtt", Files.readString(folder.resolve("video.vtt")));
        assertEquals("poster.jpg", Files.readString(folder.resolve("video.jpg")));
        String sea = "uploads/%s.mp4".formatted(Json.sha256OfText("the sea"));
        String voice = "uploads/%s.mp3".formatted(Json.sha256OfText("a voice"));
        assertEquals(Set.of(sea, voice), aws.objects(FakeAws.WORK).keySet());
        assertEquals(2, aws.asked("S3 PUT").size(), "each once, though two sentences show the sea");
        ObjectNode execution = aws.executions().getFirst();
        JsonNode input = Json.tree(execution.get("input").asString().getBytes(UTF_8));
        assertEquals(
                "s3://%s/%s".formatted(FakeAws.WORK, voice),
                input.at("/audio_url").asString());
        assertEquals(
                "s3://%s/%s".formatted(FakeAws.WORK, sea),
                input.at("/project_data/sentences/1/selected_footage/url").asString());
        assertEquals(
                "https://example.com/hills.mp4?key=secret",
                input.at("/project_data/sentences/2/selected_footage/url").asString());
        assertTrue(execution.get("name").asString().matches("film-[0-9a-f]{8}-[0-9a-f]{12}"), execution.toString());
        assertTrue(ran.err().contains("warning: /render: a warning"), ran.err());
    }

    @Test
    void fontFilesAreUploadedToo() throws IOException {
        // given: the same font in the captions and in a title
        aws.succeedingWith(VIDEO).replaying("running-inline-map");
        Path project = project();
        ObjectNode json = (ObjectNode) Json.MAPPER.readTree(project.toFile());
        Files.writeString(project.resolveSibling("Brand.TTF"), "a font");
        json.withObject("/render/captions").put("font", "Brand.TTF");
        json.withArray("/render/titles").addObject().put("text", "Title").put("font", "./Brand.TTF");
        Files.write(project, Json.bytes(json));
        // when
        submit(project).done();
        // then
        String key = "uploads/%s.ttf".formatted(Json.sha256OfText("a font"));
        assertTrue(aws.objects(FakeAws.WORK).containsKey(key), aws.objects(FakeAws.WORK).keySet().toString());
        JsonNode input = Json.tree(aws.executions().getFirst().get("input").asString().getBytes(UTF_8));
        for (String place : List.of("/render/captions/font", "/render/titles/0/font")) {
            assertEquals("s3://%s/%s".formatted(FakeAws.WORK, key), input.at(place).asString());
        }
    }

    @Test
    void whatIsNotThatFileUnderItsNameIsReplaced() {
        // given
        String sea = "uploads/%s.mp4".formatted(Json.sha256OfText("the sea"));
        aws.succeedingWith(VIDEO).with(FakeAws.WORK, sea, "half");
        // when
        submit(project()).done();
        // then
        assertEquals("the sea", new String(aws.objects(FakeAws.WORK).get(sea), UTF_8));
    }

    @Test
    void theStepsAreFollowed() {
        // given: AWS answers that this very execution is as far as it was when it was recorded
        String arn = "arn:aws:states:eu-central-1:123456789012:execution:render-dev:film-1f0a93b2-ffffffffffff";
        aws.replaying("running-distributed-map");
        // when
        Cli.Ran ran = cli.run("status", arn).done();
        // then
        assertTrue(ran.out().contains("RUNNING"), ran.out());
        assertTrue(ran.out().lines().anyMatch(line -> line.matches("Render many chunks +…  60/120")), ran.out());
        assertTrue(ran.out().lines().anyMatch(line -> line.matches("Plan chunks +2\\.0 s")), ran.out());
        // when
        JsonNode json = cli.run("status", arn, "--json").done().json();
        // then
        assertEquals("RUNNING", json.get("status").asString());
        assertFalse(json.has("error"));
        assertEquals(
                60,
                json.at("/steps")
                        .valueStream()
                        .filter(step -> step.get("state").asString().equals("Render many chunks"))
                        .findFirst()
                        .orElseThrow()
                        .get("done")
                        .asInt());
    }

    @Test
    void jsonIsWhatTheExecutionReturnedWithAnAddressThatWorks() {
        // given
        aws.succeedingWith(VIDEO);
        // when
        JsonNode result = submit(project(), "--json").done().json();
        // then
        assertEquals(240, result.get("frames").asInt());
        assertEquals(1, result.get("something_new").asInt(), "a newer deployment's fields are passed on");
        assertTrue(result.get("video_url").asString().contains("X-Amz-Signature="), result.toString());
        assertTrue(Instant.parse(result.get("url_expires_at").asString()).isAfter(Instant.now()));
    }

    @Test
    void theSameProjectIsRenderedOnce() {
        // given
        aws.succeedingWith(VIDEO);
        submit(project()).done();
        // when
        Cli.Ran again = submit(project(), "--json").done();
        // then
        assertEquals(1, aws.executions().size());
        assertEquals(2, aws.asked("S3 PUT").size());
        assertEquals(
                1,
                aws.asked("S3 GET").stream().filter(asked -> asked.endsWith(".mp4")).count(),
                "the video is there and the same");
        assertTrue(
                again.err()
                        .contains("found the execution "
                                + aws.executions()
                                        .getFirst()
                                        .get("executionArn")
                                        .asString()),
                again.err());
        // when: it is written down in another shape
        Path event = TestProject.write(
                folder.resolve("event.json"),
                JsonNodeFactory.instance.objectNode().put("body", body().toString()));
        submit(event).done();
        // then
        assertEquals(1, aws.executions().size());
        // when: a file changes
        write("voice.mp3", "another voice");
        submit(project()).done();
        // then
        assertEquals(2, aws.executions().size());
    }

    @Test
    void afterAFailureItIsTriedAgainUnderANumber() {
        // given
        aws.failingWith("aive.error.OutOfSpace", "the disk is full");
        submit(project()).failed(1);
        aws.succeedingWith(VIDEO);
        // when
        submit(project()).done();
        // then
        List<String> names = aws.executions().stream()
                .map(execution -> execution.get("name").asString())
                .toList();
        assertEquals(List.of(names.getFirst(), names.getFirst() + "-2"), names);
        // when
        submit(project()).done();
        // then
        assertEquals(2, aws.executions().size());
    }

    @Test
    void aVideoThatHasBeenDeletedIsRenderedAgain() throws IOException {
        // given
        aws.succeedingWith(VIDEO);
        submit(project()).done();
        aws.objects(FakeAws.VIDEOS).clear();
        Files.delete(output);
        // when
        submit(project()).done();
        // then
        assertEquals(2, aws.executions().size());
        assertEquals(VIDEO, Files.readString(output));
    }

    @Test
    void whatRunsAlreadyIsNotStartedAgain() {
        // given
        aws.rendering();
        String arn = submit(project(), "--no-wait").done().out().strip();
        assertEquals(aws.executions().getFirst().get("executionArn").asString(), arn);
        // when
        JsonNode again = submit(project(), "--no-wait", "--json").done().json();
        // then
        assertEquals(arn, again.get("execution_arn").asString());
        assertTrue(again.get("existed").asBoolean());
        assertEquals(1, aws.executions().size());
    }

    @Test
    void aJobIdNamesTheExecutionAndBelongsToOneProject() {
        // given
        aws.succeedingWith(VIDEO);
        submit(project(), "--job-id", "task-7").done();
        assertEquals("task-7", aws.executions().getFirst().get("name").asString());
        // when
        submit(project(), "--job-id", "task-7").done();
        submit(project(), "--job-id", "task-8").done();
        // then
        assertEquals(2, aws.executions().size());
        // when: somebody has started it with a list of one, as a pipe does
        ObjectNode first = aws.executions().getFirst();
        first.put("input", "[%s]".formatted(first.get("input").asString()));
        submit(project(), "--job-id", "task-7").done();
        // then
        assertEquals(2, aws.executions().size());
        // when
        write("voice.mp3", "another voice");
        Cli.Ran ran = submit(project(), "--job-id", "task-7").failed(2);
        // then
        assertTrue(ran.errors().getFirst().contains("the job id task-7 is already used by another project"), ran.err());
        assertTrue(submit(project(), "--job-id", "a/b")
                .failed(2)
                .errors()
                .getFirst()
                .contains("--job-id"));
    }

    @Test
    void aProjectThatIsTooLargeForAnInputGoesToTheBucket() {
        // given
        aws.succeedingWith(VIDEO);
        ObjectNode body = body();
        ((ObjectNode) body.at("/project_data/sentences/0")).put("notes", "x".repeat(300_000));
        // when
        submit(TestProject.write(folder.resolve("project.json"), body)).done();
        // then
        String uri = Json.tree(
                        aws.executions().getFirst().get("input").asString().getBytes(UTF_8))
                .get("project_uri")
                .asString();
        String key = uri.substring("s3://%s/".formatted(FakeAws.WORK).length());
        assertTrue(
                key.matches("uploads/[0-9a-f]{64}\\.json"),
                () -> key + " is not where the deployed functions may read what an input points at");
        byte[] stored = aws.objects(FakeAws.WORK).getOrDefault(key, new byte[0]);
        assertTrue(Json.tree(stored).at("/audio_url").asString().startsWith("s3://"), uri);
    }

    @Test
    void aProjectThatIsInABucketAlreadyIsNamedByItsVersion() {
        // given
        aws.succeedingWith(VIDEO).with("elsewhere", "film.json", "one");
        Path project = TestProject.write(
                folder.resolve("project.json"),
                JsonNodeFactory.instance.objectNode().put("project_uri", "s3://elsewhere/film.json"));
        submit(project).done();
        submit(project).done();
        assertEquals(1, aws.executions().size());
        // when
        aws.with("elsewhere", "film.json", "two");
        submit(project).done();
        // then
        assertEquals(2, aws.executions().size());
        // when
        aws.objects("elsewhere").clear();
        // then
        assertEquals(
                List.of("error: MediaUnavailable: /project_uri: the object s3://elsewhere/film.json does not exist"),
                submit(project).failed(1).errors());
    }

    @Test
    void aFailureIsOurErrorWithWhatToDo() {
        // given
        aws.failingWith(
                "aive.error.MediaUnavailable", "/audio_url: the narration is not there\n/music_url: nor is the music");
        // when
        Cli.Ran ran = submit(project(), "--json").failed(1);
        // then
        assertEquals(
                List.of(
                        "error: MediaUnavailable: /audio_url: the narration is not there",
                        "error: MediaUnavailable: /music_url: nor is the music"),
                ran.errors());
        assertTrue(ran.err().contains("Correct the URL or sign it again"), ran.err());
        assertFalse(ran.err().contains("redrive-execution"), ran.err());
        assertEquals("MediaUnavailable", ran.json().get("error").asString());
        assertEquals("/music_url", ran.json().at("/problems/1/pointer").asString());
        assertTrue(ran.json().get("message").asString().startsWith("/audio_url: "), ran.out());
        assertFalse(Files.exists(output));
    }

    @Test
    void aProjectThatIsWrongIsToldBeforeAnythingIsUploaded() {
        // given
        ObjectNode body = body();
        ((ObjectNode) body.at("/project_data/sentences/1")).put("end_time", -1);
        // when
        Cli.Ran ran = submit(TestProject.write(folder.resolve("project.json"), body), "--json")
                .failed(2);
        // then
        assertTrue(
                ran.errors().getFirst().startsWith("error: InvalidProject: /project_data/sentences/1/end_time: "),
                ran.err());
        assertEquals("InvalidProject", ran.json().get("error").asString());
        assertEquals(List.of(), aws.asked("S3"));
        assertEquals(List.of(), aws.executions());
    }

    @Test
    void everyFileThatIsNotThereIsNamed() throws IOException {
        // given
        Files.delete(folder.resolve("voice.mp3"));
        Files.delete(folder.resolve("clips/sea.MP4"));
        // when
        Cli.Ran ran = submit(project()).failed(1);
        // then
        assertEquals(3, ran.errors().size(), ran.err());
        String narration = ran.errors().getFirst();
        assertTrue(narration.startsWith("error: MediaUnavailable: /audio_url: "), ran.err());
        assertTrue(narration.contains("voice.mp3 does not exist"), ran.err());
        assertEquals(List.of(), aws.asked("S3"));
    }

    @Test
    void whatIsNotSetUpIsSaidInOneSentence() {
        assertEquals(
                List.of("error: ConfigurationError: there is no stack aive-prod in eu-central-1; deploy it, name"
                        + " another with --stage, or set AWS_REGION or AWS_PROFILE to where it is"),
                submit(project(), "--stage", "prod").failed(1).errors());
        aws.refusing("DescribeExecution", "AccessDeniedException");
        assertTrue(submit(project()).failed(1).errors().getFirst().contains("access denied (AccessDenied: refused)"));
        aws.without("aws.accessKeyId", "aws.secretAccessKey");
        assertEquals(
                List.of("error: ConfigurationError: cannot describe the stack aive-dev: there are no AWS credentials;"
                        + " sign in (aws configure, aws sso login) or set AWS_PROFILE"),
                submit(project()).failed(1).errors());
        aws.without("aws.region");
        assertEquals(
                List.of("error: ConfigurationError: cannot look for the stack aive-dev: no AWS region is set; set"
                        + " AWS_REGION, or a region in ~/.aws/config"),
                submit(project()).failed(1).errors());
    }

    @Test
    void aStateMachineMayBeNamedInPlaceOfAStage() {
        // given
        String machine = "arn:aws:states:eu-central-1:123456789012:stateMachine:render-dev";
        aws.succeedingWith(VIDEO);
        // when
        submit(project(), "--state-machine", machine, "--work-bucket", FakeAws.WORK)
                .done();
        // then
        assertEquals(List.of(), aws.asked("DescribeStacks"));
        // when
        Cli.Ran ran = submit(project(), "--state-machine", machine).failed(1);
        // then
        assertTrue(ran.errors().getFirst().contains("needs the work bucket"), ran.err());
        assertTrue(submit(project(), "--state-machine", machine, "--stage", "dev")
                .failed(2)
                .errors()
                .getFirst()
                .contains("--stage and --state-machine"));
        assertTrue(submit(project(), "--state-machine", "render")
                .failed(2)
                .errors()
                .getFirst()
                .contains("is not the ARN of a state machine"));
    }

    @Test
    void aFailedChildIsToldByStatus() {
        // given
        aws.replaying("failed-in-distributed-map");
        String arn = FakeAws.execution("film-1f0a93b2-aaaaaaaaaaaa");
        // when
        Cli.Ran ran = cli.run("status", arn, "--json").failed(1);
        // then
        assertTrue(
                ran.errors().getFirst().startsWith("error: EncodeFailed: FFmpeg failed while chunk 17 was encoded"),
                ran.err());
        assertEquals("EncodeFailed", ran.json().get("error").asString());
        assertEquals("FAILED", ran.json().get("status").asString());
        assertEquals(
                "Render one of many chunks, chunk 17 of 120, sentences 12–15",
                ran.json().get("where").asString());
    }

    @Test
    void onlyAnExecutionsArnIsOne() {
        for (String command : List.of("status", "cancel")) {
            String machine = "arn:aws:states:eu-central-1:123456789012:stateMachine:render-dev";
            assertTrue(cli.run(command, machine)
                    .failed(2)
                    .errors()
                    .getFirst()
                    .contains("render-dev is not the ARN of an execution"));
            assertEquals(
                    List.of(
                            "error: ConfigurationError: there is no execution %s; Step Functions forgets an execution 90 days after its end"
                                    .formatted(FakeAws.execution("nobody"))),
                    cli.run(command, FakeAws.execution("nobody")).failed(1).errors());
        }
    }

    @Test
    void cancelStopsWhatRunsAndLeavesTheRest() {
        // given
        aws.rendering();
        String arn = submit(project(), "--no-wait").done().out().strip();
        // when
        cli.run("cancel", arn).done();
        // then
        assertEquals("ABORTED", aws.executions().getFirst().get("status").asString());
        assertTrue(cli.run("cancel", arn).done().err().contains("ended already: ABORTED"));
        assertEquals(1, aws.asked("StopExecution").size());
        assertTrue(cli.run("status", arn)
                .failed(1)
                .errors()
                .getFirst()
                .contains("Aborted: the execution was stopped: cancelled from the command line"));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "sends a signal")
    void interruptedItSaysThatTheExecutionGoesOn() throws Exception {
        // given
        aws.rendering();
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        "env",
                        "--default-signal=INT",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "submit",
                        project().toString(),
                        "-o",
                        output.toString())
                .redirectError(err.toFile())
                .redirectOutput(folder.resolve("out.txt").toFile());
        builder.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL",
                        aws.endpoint(),
                        "AWS_ACCESS_KEY_ID",
                        "ak",
                        "AWS_SECRET_ACCESS_KEY",
                        "sk",
                        "AWS_REGION",
                        "eu-central-1"));
        Process process = builder.start();
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
            while (!Files.readString(err).contains("started the execution")) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    fail("it never started: " + Files.readString(err));
                }
                Thread.sleep(20);
            }
            // when
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            // then
            assertTrue(process.waitFor(5, TimeUnit.SECONDS));
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(err);
        String arn = aws.executions().getFirst().get("executionArn").asString();
        assertEquals(130, process.exitValue(), said);
        assertTrue(
                said.contains(
                        "interrupted: the execution goes on; './aive status %1$s' shows it, './aive cancel %1$s' stops it"
                                .formatted(arn)),
                said);
        assertFalse(said.contains("error: ") || said.contains("\tat "), said);
        assertEquals("RUNNING", aws.executions().getFirst().get("status").asString());
    }

    private Cli.Ran submit(Path project, String... options) {
        List<String> arguments = new ArrayList<>(List.of("submit", project.toString(), "-o", output.toString()));
        arguments.addAll(List.of(options));
        return cli.run(arguments.toArray(String[]::new));
    }

    private Path project() {
        return TestProject.write(folder.resolve("project.json"), body());
    }

    private static ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("audio_url", "voice.mp3");
        ObjectNode data = body.putObject("project_data").put("id", "film");
        ArrayNode sentences = data.putArray("sentences");
        List<String> footage = List.of("clips/sea.MP4", "clips/sea.MP4", "https://example.com/hills.mp4?key=secret");
        for (int i = 0; i < footage.size(); i++) {
            sentences
                    .addObject()
                    .put("id", "s" + i)
                    .put("text", "Sentence " + i)
                    .put("start_time", i)
                    .put("end_time", i + 1)
                    .putObject("selected_footage")
                    .put("url", footage.get(i));
        }
        return body;
    }

    private void write(String file, String content) {
        try {
            Files.writeString(folder.resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
