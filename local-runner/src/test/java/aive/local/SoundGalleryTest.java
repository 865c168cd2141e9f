package aive.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import aive.engine.Outcome;
import aive.error.Problem;
import aive.ffmpeg.TestFfmpeg;
import aive.file.Sha256;
import aive.json.Json;
import aive.message.RenderResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Renders `examples/gallery/sound` small.
class SoundGalleryTest {

    private static final Path PROJECT = Path.of("../examples/gallery/sound/project.json");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theSoundIsTheSameForAnyChunksAndNoChunkDependsOnIt() throws IOException {
        // given
        ObjectNode quiet = project(1);
        ((ObjectNode) quiet.at("/project_data/sentences/0")).put("original_volume", 0);
        // when
        RenderResult many = render("many", project(1), "a");
        RenderResult one = render("one", project(1_000), "b");
        RenderResult without = render("without", quiet, "a");
        // then
        assertEquals(3, many.chunks().total());
        assertEquals(1, one.chunks().total());
        assertEquals(samples("a", many), samples("b", one));
        assertEquals(new RenderResult.Chunks(3, 0, 3, List.of()), without.chunks());
        assertNotEquals(samples("a", many), samples("a", without));
        // The example ends with its sentences. No sentence lacks the sound that it asks for.
        assertEquals(List.of("/audio_url"), many.warnings().stream().map(Problem::pointer).toList());
    }

    /// The example, at a small size and without captions.
    private static ObjectNode project(int chunkSeconds) throws IOException {
        ObjectNode project = (ObjectNode) Json.tree(Files.readAllBytes(PROJECT));
        ObjectNode render = (ObjectNode) project.get("render");
        render.put("width", 128).put("height", 72).put("fps", 15).put("quality", "draft");
        render.put("chunk_seconds", chunkSeconds).putObject("captions").put("enabled", false);
        return project;
    }

    private RenderResult render(String name, JsonNode project, String store) {
        LocalSettings settings = new LocalSettings(
                Objects.requireNonNull(PROJECT.toAbsolutePath().normalize().getParent()),
                folder.resolve(store),
                folder,
                Optional.of(TestFfmpeg.FFMPEG.build().ffmpeg()),
                2,
                Optional.empty());
        try (LocalSystem system = new LocalSystem(settings)) {
            Outcome outcome = system.engine((_, _) -> {})
                    .run(name, system.executionInput(project))
                    .outcome();
            JsonNode output = assertInstanceOf(Outcome.Succeeded.class, outcome, outcome::toString)
                    .output();
            return Json.MAPPER.treeToValue(output, RenderResult.class);
        }
    }

    /// The digest of the decoded samples.
    private String samples(String store, RenderResult result) {
        Path raw = folder.resolve("samples.raw");
        TestFfmpeg.output("-y", "-i", folder.resolve(store).resolve(result.s3Key()).toString(), "-map", "0:a:0", "-f",
                "f32le", raw.toString());
        return Sha256.of(raw);
    }
}
