package aive.fault;

import aive.ffmpeg.TestMedia;
import aive.local.LocalSettings;
import aive.time.Rational;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Four sentences of half a second at 64 × 36: four chunks, with a clip, an image, narration, and music.
final class TinyProject {

    /// The number of chunks with [#settings].
    static final int CHUNKS = 4;

    private static final int SENTENCES = 4;

    private TinyProject() {}

    static Path clip() {
        return TestMedia.small("tiny.mp4", TestMedia.flower(), "scale=64:36", "-t", "1");
    }

    static Path image() {
        return TestMedia.made("tiny.png", "-i", TestMedia.photograph(), "-vf", "scale=64:36", "-frames:v", "1");
    }

    static Path narration() {
        return TestMedia.made("tiny.flac", "-ss", "3", "-t", "2", "-i", TestMedia.speech(), "-ar", "16000");
    }

    static Path music() {
        return TestMedia.made("music.flac", "-t", "1", "-i", TestMedia.music(), "-vn", "-ac", "1", "-ar", "16000");
    }

    static List<Path> media() {
        return List.of(clip(), image(), narration(), music());
    }

    /// The project with its media as local files.
    static ObjectNode project() {
        return project("tiny", Path::toString);
    }

    /// @param url the URL of a file
    static ObjectNode project(String id, Function<Path, String> url) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode sentences =
                body.putObject("project_data").put("id", id).putArray("sentences");
        for (int i = 0; i < SENTENCES; i++) {
            sentences
                    .addObject()
                    .put("id", "s" + i)
                    .put("text", "Sentence " + i + " of " + id)
                    .put("start_time", i / 2.0)
                    .put("end_time", (i + 1) / 2.0)
                    .putObject("selected_footage")
                    .put("url", url.apply(i % 2 == 0 ? clip() : image()));
        }
        body.put("audio_url", url.apply(narration())).put("music_url", url.apply(music()));
        body.putObject("render").put("width", 64).put("height", 36).put("quality", "draft");
        return body;
    }

    /// Settings with one chunk for each sentence.
    static LocalSettings settings(Path store) {
        return new LocalSettings(
                store,
                store,
                Path.of("target/ffmpeg").toAbsolutePath(),
                Optional.empty(),
                2,
                Optional.of(Rational.of(1, 10)));
    }
}
