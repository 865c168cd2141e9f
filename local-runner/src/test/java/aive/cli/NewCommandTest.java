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
        assertRefused("project.json exists; name another folder", "--srt", srt.toString());
        assertEquals("mine", Files.readString(project.resolve("project.json")));
    }

    @Test
    void whatIsMissingIsSaid() throws IOException {
        Path srt = Files.writeString(folder.resolve("other.srt"), SRT);
        Path empty = Files.writeString(folder.resolve("talk.srt"), "no subtitles");
        Path latin = Files.write(folder.resolve("latin.srt"), SRT.replace("brow", "br\u00f6w").getBytes(StandardCharsets.ISO_8859_1));
        Path narration = folder.resolve("voice.flac");
        Files.copy(folder.resolve("talk.flac"), narration);
        Files.createDirectory(folder.resolve("nothing"));
        assertRefused("give a transcript with times");
        assertRefused("there is no audio file beside", "--srt", srt.toString());
        assertRefused("talk.srt has no subtitles with text", "--srt", empty.toString());
        Path wrong = Files.writeString(folder.resolve("talk.json"), "no words");
        assertRefused("is not JSON", "--words", wrong.toString());
        assertRefused("talk.srt are subtitles; give them with --srt", "--words", empty.toString());
        String still = TestProject.STILL;
        assertRefused("--narration must be a file with audio, and " + still + " is an image", "--srt", srt.toString(),
                "--narration", still);
        assertRefused("--music must be a file with audio, and " + still + " is an image", "--srt", srt.toString(),
                "--narration", narration.toString(), "--music", still);
        assertRefused("latin.srt is not text in UTF-8", "--srt", latin.toString(), "--narration", narration.toString());
        assertRefused("a narration alone has no sentences", "--narration", narration.toString());
        assertRefused("there is no file", "--srt", folder.resolve("none.srt").toString());
        assertRefused("exclude each other", "--srt", srt.toString(), "--vtt", srt.toString());
        for (String size : List.of("1080", "1080x1921", "8x8", "5000x100")) {
            assertRefused("--size must be like", "--srt", srt.toString(), "--narration", narration.toString(), "--size", size);
        }
        assertRefused("has no clips or images", "--srt", srt.toString(), "--narration", narration.toString(), "--clips",
                folder.resolve("nothing").toString());
        assertFalse(Files.exists(project.resolve("project.json")));
    }

    private void assertRefused(String said, String... options) {
        String[] all = new String[options.length + 2];
        all[0] = "new";
        all[1] = project.toString();
        System.arraycopy(options, 0, all, 2, options.length);
        Cli.Ran ran = cli.run(all).failed(2);
        assertEquals(1, ran.errors().size(), ran.err());
        assertTrue(ran.errors().getFirst().contains(said), ran.err());
    }
}
