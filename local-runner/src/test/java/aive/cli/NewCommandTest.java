package aive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A transcript, its narration, and a folder of clips in, a project out.
class NewCommandTest {

    private static final String SRT = """
            1
            00:00:00,100 --> 00:00:02,900
            When forty winters shall besiege thy brow,

            2
            00:00:03,050 --> 00:00:06,300
            And dig deep trenches in thy beauty's field,

            3
            00:00:06,300 --> 00:00:07,900
            Thy youth's proud livery
            """;

    @TempDir
    private Path folder = Path.of("");

    private Cli cli = Cli.in(folder);
    private Path project = folder;

    @BeforeEach
    void aFolderOfClips() throws IOException {
        cli = Cli.in(folder);
        project = folder.resolve("my talk");
        Path clips = Files.createDirectories(project.resolve("clips"));
        Files.copy(Path.of(TestProject.STILL), clips.resolve("c.jpg"));
        Files.copy(Path.of(TestProject.media("bottles_640x360_noaudio.mp4")), clips.resolve("2 bottles.mp4"));
        Files.writeString(clips.resolve("notes.txt"), "no clip");
        Path narration = Path.of(TestProject.ofFourSentences().body().get("audio_url").asString());
        Files.copy(narration, folder.resolve("talk.flac"));
    }

    @Test
    void subtitlesBecomeAProjectWithoutAWarning() throws IOException {
        // given
        Path srt = Files.writeString(folder.resolve("talk.srt"), SRT);
        // when
        Cli.Ran ran = cli.run("new", project.toString(), "--srt", srt.toString(), "--size", "320x180").done();
        // then
        Path file = project.resolve("project.json");
        assertEquals("""
                {
                  "project_data": {
                    "id": "my talk",
                    "sentences": [
                      {"id": "1", "text": "When forty winters shall besiege thy brow,", "start_time": 0.1, "end_time": 2.9, \
                "selected_footage": {"url": "clips/c.jpg"}},
                      {"id": "2", "text": "And dig deep trenches in thy beauty's field,", "start_time": 3.05, "end_time": 6.3, \
                "selected_footage": {"url": "clips/2 bottles.mp4"}},
                      {"id": "3", "text": "Thy youth's proud livery", "start_time": 6.3, "end_time": 7.9, \
                "selected_footage": {"url": "clips/c.jpg"}}
                    ]
                  },
                  "audio_url": "%s",
                  "render": {"width": 320, "height": 180}
                }
                """.formatted(folder.resolve("talk.flac")), Files.readString(file));
        assertEquals(
                "./aive render '%s' -o '%s'".formatted(file, project.resolve("video.mp4")), ran.out().strip());
        assertEquals(0, cli.run("plan", file, "--json").done().json().get("warnings").size());
    }

    @Test
    void wordsBecomeSentencesWithWords() throws IOException {
        // given
        Path words = Files.writeString(folder.resolve("talk.words.json"), """
                [{"word": "When", "start": 0.1, "end": 0.4}, {"word": "forty", "start": 0.5, "end": 1.0}, {"word": "winters.", "start": 1, "end": 2.3},
                 {"word": "And", "start": 3.1, "end": 3.4}, {"word": "\\"dig\\"", "start": 3.5, "end": 7.9}]
                """);
        // when
        cli.run("new", project.toString(), "--words", words.toString(), "--music",
                TestProject.media("kevin_macleod_vibe_ace.ogg")).done();
        // then
        Path file = project.resolve("project.json");
        JsonNode json = Json.MAPPER.readTree(Files.readAllBytes(file));
        assertEquals("When forty winters.", json.at("/project_data/sentences/0/text").asString());
        assertEquals("And \"dig\"", json.at("/project_data/sentences/1/text").asString());
        assertEquals(
                "{\"text\":\"forty\",\"start\":0.5,\"end\":1}",
                Json.text(json.at("/project_data/sentences/0/words/1")));
        assertEquals(TestProject.media("kevin_macleod_vibe_ace.ogg"), json.get("music_url").asString());
        assertFalse(json.has("render"));
        assertEquals(0, cli.run("plan", file, "--json").done().json().get("warnings").size());
    }

    @Test
    void aTranscriptBesideTheNarrationIsFound() throws IOException {
        Files.writeString(folder.resolve("talk.vtt"), "WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n");
        cli.run("new", project.toString(), "--narration", folder.resolve("talk.flac").toString()).done();
        assertTrue(Files.readString(project.resolve("project.json")).contains("\"text\": \"Hi\""));
    }

    @Test
    void clipsThatNoSentenceShowsAreNamed() throws IOException {
        Path vtt = Files.writeString(folder.resolve("talk.vtt"), "WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n");
        Cli.Ran ran = cli.run("new", project.toString(), "--vtt", vtt.toString()).done();
        assertTrue(ran.err().contains("more clips than sentences; not shown: c.jpg"), ran.err());
    }

    @Test
    void aProjectIsNeverOverwritten() throws IOException {
        Path srt = Files.writeString(folder.resolve("talk.srt"), SRT);
        Files.writeString(project.resolve("project.json"), "mine");
        assertRefused(List.of("project.json exists; name another folder"), "--srt", srt.toString());
        assertEquals("mine", Files.readString(project.resolve("project.json")));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() throws IOException {
        String still = TestProject.STILL;
        Path nothing = Files.createDirectory(folder.resolve("nothing"));
        assertRefused(
                List.of(
                        "there is no file " + folder.resolve("none.srt"),
                        "--narration must be a file with audio, and " + still + " is an image",
                        "--music must be a file with audio, and " + still + " is an image",
                        "--size must be like 1080x1920, with even numbers from 16 to 4096, not 1080x1921",
                        nothing + " has no clips or images"),
                "--srt", folder.resolve("none.srt").toString(), "--narration", still, "--music", still, "--size",
                "1080x1921", "--clips", nothing.toString());
        // given: files that are no media
        Path srt = Files.writeString(folder.resolve("talk.srt"), SRT);
        Path page = Files.writeString(folder.resolve("page.mp3"), "<html><body>Sign in</body></html>");
        Path clip = Files.writeString(project.resolve("clips/broken.mp4"), "no media at all");
        assertRefused(
                List.of(page + " cannot be used: ", clip + " cannot be used: "),
                "--srt", srt.toString(), "--narration", page.toString());
    }

    @Test
    void whatIsMissingIsSaid() throws IOException {
        Path clips = Files.createDirectory(folder.resolve("nothing"));
        String none = clips + " has no clips or images";
        Path srt = Files.writeString(folder.resolve("other.srt"), SRT);
        Path empty = Files.writeString(folder.resolve("talk.srt"), "no subtitles");
        Path latin = Files.write(folder.resolve("latin.srt"), SRT.replace("brow", "br\u00f6w").getBytes(StandardCharsets.ISO_8859_1));
        Path wrong = Files.writeString(folder.resolve("talk.json"), "no words");
        Path narration = Files.createFile(folder.resolve("voice.flac"));
        assertRefused(List.of("give a transcript with times", none), "--clips", clips.toString());
        assertRefused(List.of("there is no audio file beside", none), "--srt", srt.toString(), "--clips", clips.toString());
        assertRefused(
                List.of("a narration alone has no sentences", none, "voice.flac cannot be used: "),
                "--narration", narration.toString(), "--clips", clips.toString());
        assertRefused(
                List.of("exclude each other", none), "--srt", srt.toString(), "--vtt", srt.toString(), "--clips",
                clips.toString());
        for (String size : List.of("1080", "8x8", "5000x100")) {
            assertRefused(List.of("give a transcript", "--size must be like", none), "--size", size, "--clips",
                    clips.toString());
        }
        assertTranscriptRefused("talk.srt has no subtitles with text", "--srt", empty);
        assertTranscriptRefused("is not JSON", "--words", wrong);
        assertTranscriptRefused("talk.srt are subtitles; give them with --srt", "--words", empty);
        assertTranscriptRefused("latin.srt is not text in UTF-8", "--srt", latin);
        assertFalse(Files.exists(project.resolve("project.json")));
    }

    /// The narration is an image, which is refused too and need not be probed.
    private void assertTranscriptRefused(String said, String option, Path transcript) {
        assertRefused(
                List.of("--narration must be", said, "has no clips or images"), option, transcript.toString(),
                "--narration", TestProject.STILL, "--clips", folder.resolve("nothing").toString());
    }

    /// @param said a part of each error, in order
    private void assertRefused(List<String> said, String... options) {
        String[] all = new String[options.length + 2];
        all[0] = "new";
        all[1] = project.toString();
        System.arraycopy(options, 0, all, 2, options.length);
        Cli.Ran ran = cli.run(all).failed(2);
        assertEquals(said.size(), ran.errors().size(), ran.err());
        for (int i = 0; i < said.size(); i++) {
            assertTrue(ran.errors().get(i).contains(said.get(i)), ran.err());
        }
    }
}
