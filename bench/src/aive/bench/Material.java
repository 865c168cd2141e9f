package aive.bench;

import aive.ffmpeg.LibraryPath;
import aive.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A project of a given length, made of the example's media: its narration and sentences, over and over.
///
/// Every round shows the footage in another order under other captions, so that no two chunks are the same.
final class Material {

    private static final double LENGTH_OF_A_ROUND = 53;
    private static final double SHORTEST_SENTENCE = 0.5;

    private Material() {}

    /// @param example the folder of the example's project
    /// @param folder for the project, `project.json`
    /// @param size of the picture, `1920x1080`
    static Path project(Path example, Path folder, int seconds, String size, Path ffmpeg)
            throws IOException, InterruptedException {
        ObjectNode project = (ObjectNode) Json.tree(Files.readAllBytes(example.resolve("project.json")));
        ArrayNode original = (ArrayNode) project.at("/project_data/sentences");
        Files.createDirectories(folder);
        ArrayNode sentences = Json.MAPPER.createArrayNode();
        for (int round = 0; round * LENGTH_OF_A_ROUND < seconds; round++) {
            for (int i = 0; i < original.size(); i++) {
                ObjectNode sentence = (ObjectNode) original.get(i).deepCopy();
                double start = sentence.get("start_time").asDouble() + round * LENGTH_OF_A_ROUND;
                double end = Math.min(sentence.get("end_time").asDouble() + round * LENGTH_OF_A_ROUND, seconds);
                if (end - start < SHORTEST_SENTENCE) {
                    continue;
                }
                ObjectNode footage = (ObjectNode) original.get((i + 4 * round) % original.size())
                        .get("selected_footage")
                        .deepCopy();
                footage.put(
                        "url",
                        example.resolve(footage.get("url").asString()).toUri().getPath());
                sentence.put("id", "round-%d-line-%d".formatted(round, i));
                sentence.put(
                        "text",
                        round == 0
                                ? sentence.get("text").asString()
                                : sentence.get("text").asString() + " (" + (round + 1) + ")");
                sentence.put("start_time", Math.round(start * 1_000) / 1_000.0);
                sentence.put("end_time", Math.round(end * 1_000) / 1_000.0);
                sentence.set("selected_footage", footage);
                sentences.add(sentence);
            }
        }
        ((ObjectNode) project.get("project_data")).put("id", "bench-" + seconds).set("sentences", sentences);
        Path narration = folder.resolve("narration.mp3");
        ffmpeg(
                ffmpeg,
                List.of(
                        "-stream_loop",
                        "-1",
                        "-i",
                        example.resolve(project.get("audio_url").asString()).toString(),
                        "-t",
                        Integer.toString(seconds),
                        "-c:a",
                        "libmp3lame",
                        narration.toString()));
        project.put("audio_url", narration.getFileName().toString());
        project.put(
                "music_url",
                example.resolve(project.get("music_url").asString()).toUri().getPath());
        String[] sides = size.split("x");
        ((ObjectNode) project.get("render"))
                .put("width", Integer.parseInt(sides[0]))
                .put("height", Integer.parseInt(sides[1]));
        Path file = folder.resolve("project.json");
        Files.write(file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes((JsonNode) project));
        return file;
    }

    private static void ffmpeg(Path program, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "-nostdin", "-v", "error", "-y"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        LibraryPath.prepend(builder.environment(), program);
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new IOException("FFmpeg could not make the narration, exit code " + code);
        }
    }
}
