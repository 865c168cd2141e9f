package aive.cli;

import aive.ffmpeg.TestFfmpeg;
import aive.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A project made of the sonnet's media, small enough for a test.
public final class TestProject {

    static final Path EXAMPLES = Path.of("../examples").toAbsolutePath().normalize();
    static final Path MEDIA = EXAMPLES.resolve("sonnet/media");
    static final String STILL = media("tanners_ridge.jpg");

    private static final List<String> FOOTAGE = List.of(
            media("bottles_640x360_noaudio.mp4"),
            media("flower_960x540_2997.mp4"),
            STILL,
            media("his_girl_friday_640x480_30.mp4"));

    private final ObjectNode body;
    private final ArrayNode sentences;

    private TestProject(String narration) {
        body = JsonNodeFactory.instance.objectNode();
        ObjectNode data = body.putObject("project_data").put("id", "test");
        sentences = data.putArray("sentences");
        body.put("audio_url", narration).putNull("music_url");
        body.putObject("render").put("width", 320).put("height", 180).put("quality", "draft");
    }

    public static String media(String name) {
        return MEDIA.resolve(name).toString();
    }

    /// Four sentences of a second and a half each, with gaps between them: eight seconds.
    public static TestProject ofFourSentences() {
        TestProject project = new TestProject(narration(8));
        for (int i = 0; i < FOOTAGE.size(); i++) {
            project.sentence(0.2 + 2 * i, 1.7 + 2 * i, FOOTAGE.get(i));
        }
        return project;
    }

    /// Sentences end to end over the same still image.
    public static TestProject ofStills(int count, double seconds) {
        TestProject project = new TestProject(narration(1));
        for (int i = 0; i < count; i++) {
            project.sentence(i * seconds, (i + 1) * seconds, STILL);
        }
        return project;
    }

    private void sentence(double start, double end, String footage) {
        int number = sentences.size();
        sentences
                .addObject()
                .put("id", "s" + number)
                .put("text", "Sentence number " + number)
                .put("start_time", start)
                .put("end_time", end)
                .putObject("selected_footage")
                .put("url", footage);
    }

    public ObjectNode body() {
        return body;
    }

    ObjectNode sentence(int index) {
        return (ObjectNode) sentences.get(index);
    }

    TestProject text(int sentence, String text) {
        sentence(sentence).put("text", text);
        return this;
    }

    public TestProject footage(int sentence, String url) {
        ((ObjectNode) sentence(sentence).get("selected_footage")).put("url", url);
        return this;
    }

    TestProject narratedBy(String url) {
        body.put("audio_url", url);
        return this;
    }

    public TestProject withMusic() {
        body.put("music_url", media("kevin_macleod_vibe_ace.ogg"));
        return this;
    }

    ObjectNode render() {
        return (ObjectNode) body.get("render");
    }

    TestProject quality(String quality) {
        render().put("quality", quality);
        return this;
    }

    public Path write(Path folder) {
        return write(folder.resolve("project.json"), body);
    }

    static Path write(Path file, JsonNode json) {
        try {
            return Files.write(file, Json.bytes(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The sonnet's first lines, cut once a build.
    private static String narration(int seconds) {
        Path file = Path.of("target/media/narration-%d.flac".formatted(seconds)).toAbsolutePath();
        if (!Files.exists(file)) {
            try {
                Files.createDirectories(file.getParent());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            TestFfmpeg.output(
                    "-y", "-ss", "3", "-t", Integer.toString(seconds), "-i", media("sonnet2.mp3"), file.toString());
        }
        return file.toString();
    }
}
