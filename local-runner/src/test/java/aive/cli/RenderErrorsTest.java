package aive.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What a person sees when it does not work: one line a problem, the right exit code, and nothing half-done.
class RenderErrorsTest {

    @TempDir
    private Path folder = Path.of("");

    private Cli cli = Cli.in(folder);
    private Path output = folder;

    @BeforeEach
    void anEmptyStore() {
        cli = Cli.in(folder);
        output = folder.resolve("video.mp4");
    }

    @AfterEach
    void nothingIsHalfDone() throws IOException {
        assertFalse(Files.exists(output), "there is no video");
        assertEquals(List.of(), cli.keys("videos/"));
        cli.assertTidy();
    }

    @Test
    void aProjectThatIsNotThereIsInvalid() throws IOException {
        Path missing = folder.resolve("nowhere.json");
        assertInvalid("there is no file " + missing, missing);
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), missing);
        assertInvalid(link + " is a link to a file that does not exist", link);
        Path inAFile = Files.writeString(folder.resolve("file"), "{}").resolve("project.json");
        assertInvalid(inAFile + " cannot be read: Not a directory", inAFile);
    }

    @Test
    void aFolderIsNoProject() {
        assertInvalid(folder + " is a folder; a project is a JSON file", folder);
    }

    /// Asserts what a person and a program are told of a project file that cannot be read.
    private void assertInvalid(String message, Path project) {
        for (String command : List.of("render", "plan")) {
            Cli.Ran plain = cli.run(command, project).failed(2);
            assertEquals(List.of("error: InvalidProject: " + message), plain.errors());
            assertEquals("", plain.out());
            JsonNode error = cli.run(command, project, "--json").failed(2).json();
            assertEquals("InvalidProject", error.get("error").asString());
            assertEquals(message, error.get("message").asString());
            assertEquals(message, error.get("problems").get(0).get("message").asString());
        }
    }

    @Test
    void wrongUsageIsToldInJsonToo() {
        Cli.Ran ran = cli.run("render", folder.resolve("p.json"), "--workers=0", "--json").failed(2);
        assertEquals("InvalidProject", ran.json().get("error").asString());
        ran = cli.run("render", folder.resolve("p.json"), "--colour", "--json").failed(2);
        assertEquals("WrongUsage", ran.json().get("error").asString());
        assertEquals("there is no option --colour", ran.json().get("message").asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "{\"project_data\": ", "{\"a\": 1, \"a\": 2}", "[]", "null", "3"})
    void whatIsNotJsonOrNoProjectIsInvalid(String text) throws IOException {
        // given
        Path project = Files.writeString(folder.resolve("project.json"), text);
        // when
        Cli.Ran ran = render(project).failed(2);
        // then
        assertEquals(1, ran.errors().size(), ran.err());
        assertTrue(ran.errors().getFirst().startsWith("error: InvalidProject: "), ran.err());
    }

    @Test
    void thatNobodyIsToldIsSaid() {
        // given
        TestProject project = TestProject.ofFourSentences();
        project.render().put("widht", 1);
        project.body().putObject("callback").put("url", "https://backend.example.com/status?key=SECRET");
        // when
        Cli.Ran ran = render(project.write(folder)).failed(2);
        // then
        assertTrue(ran.err().startsWith("note: a local run does not notify the callback\n"), ran.err());
        assertFalse(ran.err().contains("SECRET"), ran.err());
    }

    @Test
    void threeMistakesAreThreeLines() {
        // given
        TestProject project = TestProject.ofFourSentences();
        project.sentence(1).put("end_time", -1);
        project.sentence(2).remove("selected_footage");
        project.render().put("widht", 1);
        // when
        Cli.Ran ran = render(project.write(folder)).failed(2);
        // then
        List<String> errors = ran.errors();
        assertEquals(3, errors.size(), ran.err());
        assertTrue(has(errors, "error: InvalidProject: /project_data/sentences/1/end_time: "), ran.err());
        assertTrue(has(errors, "error: InvalidProject: /project_data/sentences/2/selected_footage: "), ran.err());
        assertTrue(has(errors, "error: InvalidProject: /render/widht: "), ran.err());
    }

    @Test
    void threeMistakesAreThreeProblemsInJson() {
        // given
        TestProject project = TestProject.ofFourSentences();
        project.sentence(1).put("end_time", -1);
        project.sentence(2).remove("selected_footage");
        project.render().put("widht", 1);
        // when
        Cli.Ran ran = render(project.write(folder), "--json").failed(2);
        // then
        JsonNode error = ran.json();
        assertEquals(
                List.of("error", "message", "problems"),
                error.propertyNames().stream().sorted().toList());
        assertEquals("InvalidProject", error.get("error").asString());
        assertEquals(3, error.get("problems").size());
        for (JsonNode problem : error.get("problems")) {
            assertTrue(problem.get("pointer").asString().startsWith("/"), error.toString());
            assertFalse(problem.get("message").asString().isBlank());
            assertTrue(
                    error.get("message")
                            .asString()
                            .contains(problem.get("message").asString()),
                    error.toString());
        }
    }

    /// The event that the README of the function that this replaces tells its readers to try.
    @Test
    void theOldTestEventHasNoSentences() throws IOException {
        // given
        Path event = Files.writeString(folder.resolve("event.json"), """
                {"body": "{\\"project_data\\": {\\"id\\": \\"test-project\\", \\"sentences\\": []}, \
                \\"audio_url\\": \\"https://example.com/audio.mp3\\", \\"music_url\\": null}"}
                """);
        // when
        Cli.Ran ran = render(event).failed(2);
        // then
        assertEquals(1, ran.errors().size(), ran.err());
        assertTrue(ran.errors().getFirst().startsWith("error: InvalidProject: /project_data/sentences: "), ran.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--colour",
                "--workers=0",
                "--workers=many",
                "--chunk-seconds=0",
                "--chunk-seconds=-1",
                "--chunk-seconds=NaN",
                "--store"
            })
    void anOptionThatDoesNotExistOrMakesNoSenseIsWrongUsage(String option) {
        // given
        Path project = TestProject.ofFourSentences().write(folder);
        // when
        Cli.Ran ran = cli.run("render", project.toString(), "-o", output.toString(), option)
                .failed(2);
        // then
        assertEquals(1, ran.errors().size(), ran.err());
        assertTrue(ran.err().contains("See 'aive render --help'."), ran.err());
        assertTrue(ran.errors().getFirst().contains(option.split("=")[0]), ran.err());
        assertEquals("", ran.out());
    }

    @Test
    void anUnknownCommandIsWrongUsageAndNoneShowsHowItIsUsed() {
        assertTrue(cli.run("bake").failed(2).err().contains("bake"));
        assertTrue(cli.run().failed(2).err().contains("See 'aive --help'."));
        assertTrue(cli.run("--help").done().out().contains("render"));
        assertTrue(cli.run("render", "--help").done().out().contains("--chunk-seconds"));
    }

    @Test
    void aMediaFileThatIsNotThereIsUnavailable() {
        // given
        Path project =
                TestProject.ofFourSentences().footage(1, "clips/forest.mp4").write(folder);
        // when
        Cli.Ran ran = render(project, "--json").failed(1);
        // then
        String error = only(ran);
        assertTrue(
                error.startsWith("error: MediaUnavailable: /project_data/sentences/1/selected_footage/url: "), error);
        assertTrue(error.contains("forest.mp4"), error);
        assertEquals("MediaUnavailable", ran.json().get("error").asString());
        assertEquals(
                "/project_data/sentences/1/selected_footage/url",
                ran.json().get("problems").get(0).get("pointer").asString());
    }

    @Test
    void aNarrationThatIsNotThereIsUnavailable() {
        String error = only(
                render(TestProject.ofFourSentences().narratedBy("voice.mp3").write(folder))
                        .failed(1));
        assertTrue(error.startsWith("error: MediaUnavailable: /audio_url: "), error);
    }

    @Test
    void aWebPageNamedAsAVideoIsUnusable() throws IOException {
        // given
        Files.writeString(
                folder.resolve("clip.mp4"),
                "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in</body></html>");
        // when
        String error =
                only(render(TestProject.ofFourSentences().footage(2, "clip.mp4").write(folder))
                        .failed(1));
        // then
        assertTrue(error.startsWith("error: MediaUnusable: /project_data/sentences/2/selected_footage/url: "), error);
        assertTrue(error.contains("clip.mp4"), error);
    }

    @Test
    void soundIsNoFootageAndAnImageIsNoNarration() {
        // given
        Path sound = TestProject.ofFourSentences()
                .footage(0, TestProject.media("sonnet2.mp3"))
                .write(folder);
        // when
        String error = only(render(sound).failed(1));
        // then
        assertTrue(error.startsWith("error: MediaUnusable: /project_data/sentences/0/selected_footage/url: "), error);
        // given
        Path image = TestProject.ofFourSentences().narratedBy(TestProject.STILL).write(folder);
        // when
        error = only(render(image).failed(1));
        // then
        assertTrue(error.startsWith("error: MediaUnusable: /audio_url: "), error);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/x.mp4",
                "https://169.254.169.254/latest/meta-data/",
                "https://[::1]/x.mp4",
                "https://10.0.0.7/x.mp4",
                "https://localhost/x.mp4",
                "https://2130706433/x.mp4",
                "http://example.com/x.mp4",
                "https://example.com:8443/x.mp4",
                "ftp://example.com/x.mp4",
                "s3://somebody-elses/x.mp4",
                "file:///etc/passwd",
                "https://user:secret@example.com/x.mp4"
            })
    void anAddressThatNobodyMayMakeUsReadIsForbidden(String address) {
        // given
        Path project = TestProject.ofFourSentences()
                .footage(3, address + (address.startsWith("http") ? "?X-Amz-Signature=secret" : ""))
                .write(folder);
        // when
        Cli.Ran ran = render(project, "--json").failed(1);
        // then
        String error = only(ran);
        assertTrue(error.startsWith("error: MediaForbidden: /project_data/sentences/3/selected_footage/url: "), error);
        assertEquals("MediaForbidden", ran.json().get("error").asString());
        assertFalse((ran.out() + ran.err()).toLowerCase(Locale.ROOT).contains("secret"), ran.err());
    }

    @Test
    void anOutputThatCannotBeWrittenIsSaidBeforeTheWorkWhereThatCanBeKnown() {
        // given
        Path project = TestProject.ofFourSentences().write(folder);
        // when
        Cli.Ran ran = cli.render(project, "-o", folder.toString()).failed(2);
        // then
        assertTrue(ran.errors().getFirst().contains("is a folder"), ran.err());
        Cli.Ran unnamed = cli.render(project, "-o", "").failed(2);
        assertEquals(List.of("error: the name of the output is empty"), unnamed.errors());
        assertEquals(List.of(), cli.keys(""));
    }

    @Test
    void anOutputNeverOverwritesTheProjectNorItsSourcesNorTheStore() throws IOException {
        // given: the project, its footage by another name, a link to it, the narration through a linked folder, and a
        // place in the store
        Path project = TestProject.ofFourSentences().write(folder);
        byte[] text = Files.readAllBytes(project);
        Path linkToProject = Files.createSymbolicLink(folder.resolve("link.mp4"), project);
        Path footage = Path.of(TestProject.STILL);
        Path hardLink = Files.createLink(folder.resolve("hard.mp4"), Files.copy(footage, folder.resolve("own.jpg")));
        Path own = TestProject.write(
                folder.resolve("own.json"),
                TestProject.ofStills(3, 0.7).footage(1, "own.jpg").body());
        Path linkToStore = Files.createSymbolicLink(
                folder.resolve("stored.mp4"), cli.store().resolve("assets/" + "a".repeat(64)));
        // then
        assertRefused(project, project, "would overwrite");
        assertRefused(project, folder.resolve("sub/../").resolve(project.getFileName()), "would overwrite");
        assertRefused(project, linkToProject, "would overwrite");
        assertRefused(project, footage, "would overwrite");
        assertRefused(own, hardLink, "would overwrite");
        assertRefused(project, cli.store().resolve("videos/mine.mp4"), "is inside the store");
        assertRefused(project, linkToStore, "is inside the store");
        assertArrayEquals(text, Files.readAllBytes(project));
    }

    @Test
    void theFilesBesideTheVideoOverwriteNothingEither() throws IOException {
        // given: the project shows video.jpg, and video.vtt is a folder
        Files.copy(Path.of(TestProject.STILL), folder.resolve("video.jpg"));
        Path project = TestProject.ofStills(3, 0.7).footage(1, "video.jpg").write(folder);
        Files.createDirectory(folder.resolve("other.vtt"));
        Path stored = Files.createSymbolicLink(
                folder.resolve("linked.srt"), cli.store().resolve("assets/" + "a".repeat(64)));
        // then
        assertRefused(project, folder.resolve("video.mp4"), "video.jpg would overwrite");
        assertRefused(project, folder.resolve("video.mp4"), "name another file, or use --video-only");
        assertRefused(project, folder.resolve("other.mp4"), "other.vtt is a folder");
        assertRefused(project, stored.resolveSibling("linked.mp4"), "is inside the store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"video.mov", "video", "video.mp4.webm", "video.srt"})
    void anOutputOfAnotherFormatIsRefusedBeforeTheWork(String name) {
        Path project = TestProject.ofFourSentences().write(folder);
        Path video = folder.resolve(name);
        assertRefused(
                project, video, "%s must end with .mp4 or .m4v, because the video is an MP4".formatted(video));
    }

    private void assertRefused(Path project, Path output, String said) {
        Cli.Ran ran = cli.render(project, "-o", output.toString()).failed(2);
        assertTrue(only(ran).contains(said), ran.err());
        assertEquals(List.of(), cli.keys("assets"), "refused before any work");
    }

    @Test
    void aStoreThatCannotBeMadeIsAConfigurationError() throws IOException {
        // given
        Files.write(cli.store(), "in the way".getBytes(UTF_8));
        // when
        Cli.Ran ran = render(TestProject.ofFourSentences().write(folder)).failed(1);
        // then
        assertTrue(only(ran).startsWith("error: ConfigurationError: "), ran.err());
        Files.delete(cli.store());
    }

    private Cli.Ran render(Path project, String... options) {
        String[] all = Stream.concat(Stream.of("-o", output.toString()), Stream.of(options))
                .toArray(String[]::new);
        return cli.render(project, all);
    }

    private static String only(Cli.Ran ran) {
        assertEquals(1, ran.errors().size(), ran.err());
        return ran.errors().getFirst();
    }

    private static boolean has(List<String> errors, String beginning) {
        return errors.stream().anyMatch(error -> error.startsWith(beginning));
    }
}
