package aive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.ffmpeg.TestFfmpeg;
import aive.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Renders projects of the gallery at a small size, in one chunk and in one chunk a shot.
class GalleryTest {

    private static final Path GALLERY = TestProject.EXAMPLES.resolve("gallery").toAbsolutePath();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "overlays, 3, 391", "titles, 3, 273", "captions-karaoke, 3, 273", "captions-word, 3, 273",
        "captions-box, 3, 273", "framing, 5, 300", "motion, 8, 780", "transitions, 13, 585",
    })
    void aProjectLooksTheSameInOneChunkAndInOneAShot(String name, int shots, int frames) throws IOException {
        // given
        Path project = small(name);
        Cli cli = Cli.in(folder);
        // when
        JsonNode whole = cli.render(project, "--json", "--chunk-seconds", "100000").done().json();
        JsonNode each = cli.render(project, "--json", "--chunk-seconds", "0.001").done().json();
        // then
        assertEquals(1, whole.path("chunks").path("total").asInt());
        assertEquals(shots, each.path("chunks").path("total").asInt());
        assertEquals(frames, whole.path("frames").asInt());
        assertEquals(
                TestFfmpeg.frameDigests(cli.store().resolve(whole.path("s3_key").asString())),
                TestFfmpeg.frameDigests(cli.store().resolve(each.path("s3_key").asString())));
        assertEquals("[\"chrome\",\"vlc\"]", each.path("plays_on").toString());
        assertEquals(name.equals("titles"), each.has("contact_sheet_key"));
        if (name.equals("titles")) {
            assertTrue(Files.size(cli.store().resolve(each.path("contact_sheet_key").asString())) > 1_000);
        }
    }

    @Test
    void theNameOfAFileIsNeverCode() throws IOException {
        // given: a logo, a clip, and a narration whose names look like options, filters, and commands
        String name = ":'\\%[];,={\\an8}%{pts}$(x)<b>&amp;";
        ObjectNode json = (ObjectNode) Json.MAPPER.readTree(small("overlays").toFile());
        Path logo = GALLERY.resolve("overlays/media/logo.png");
        rename(json.at("/render/overlays/0"), "url", logo, name + ".png");
        JsonNode clip = json.at("/project_data/sentences/0/selected_footage");
        rename(clip, "url", Path.of(clip.get("url").asString()), name + ".mp4");
        rename(json, "audio_url", Path.of(json.get("audio_url").asString()), name + ".mp3");
        Cli cli = Cli.in(folder);
        JsonNode usual = cli.render(small("overlays"), "--json").done().json();
        // when
        JsonNode odd = cli.render(TestProject.write(folder.resolve("odd.json"), json), "--json").done().json();
        // then
        assertEquals(usual.path("sha256"), odd.path("sha256"));
    }

    private void rename(JsonNode parent, String field, Path file, String name) throws IOException {
        Files.copy(file, folder.resolve(name));
        ((ObjectNode) parent).put(field, name);
    }

    /// The project at a small size without loss, with absolute paths.
    private Path small(String name) {
        Path file = GALLERY.resolve(name).resolve("project.json");
        ObjectNode json = (ObjectNode) Json.MAPPER.readTree(file.toFile());
        ((ObjectNode) json.get("render")).put("width", 96).put("height", 54).put("quality", "lossless");
        json.findParents("url").forEach(parent -> absolute((ObjectNode) parent, "url", file));
        absolute(json, "audio_url", file);
        return TestProject.write(folder.resolve(name + ".json"), json);
    }

    private static void absolute(ObjectNode parent, String field, Path project) {
        parent.put(field, project.resolveSibling(parent.get(field).asString()).normalize().toString());
    }
}
