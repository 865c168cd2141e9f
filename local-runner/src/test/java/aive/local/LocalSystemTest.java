package aive.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import aive.cli.TestProject;
import aive.engine.Execution;
import aive.engine.Outcome;
import aive.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the state machine may be changed to without changing the video.
class LocalSystemTest {

    private static final Path FLOWER = Path.of(TestProject.media("flower_960x540_2997.mp4"));
    private static final Path CARS = Path.of(TestProject.media("cars_768x432_12.5.mp4"));

    @Test
    void theVideoIsTheSameWithoutTheStateThatMixesTheSoundtrackEarly(@TempDir Path folder) {
        // given
        JsonNode project = TestProject.ofFourSentences().withMusic().body();
        ObjectNode definition = (ObjectNode) Json.MAPPER.readTree(LocalSystem.definition());
        removeBranch(definition, "Mix soundtrack");
        // when
        JsonNode with = run(folder.resolve("with"), LocalSystem.definition(), project);
        JsonNode without = run(folder.resolve("without"), Json.bytes(definition), project);
        // then
        assertEquals(with.get("sha256"), without.get("sha256"));
        assertEquals(with.get("s3_key"), without.get("s3_key"));
    }

    @Test
    void executionsOfOneRequestWithOtherMediaInBetweenKeepTheirOwnPlans(@TempDir Path folder) throws IOException {
        // given
        Path clip = folder.resolve("clip.mp4");
        ObjectNode project = TestProject.ofFourSentences().footage(1, clip.toString()).body();
        Files.copy(FLOWER, clip);
        JsonNode forest = run(folder.resolve("forest"), LocalSystem.definition(), project);
        Files.copy(CARS, clip, StandardCopyOption.REPLACE_EXISTING);
        JsonNode sea = run(folder.resolve("sea"), LocalSystem.definition(), project);
        Files.copy(FLOWER, clip, StandardCopyOption.REPLACE_EXISTING);
        Path store = folder.resolve("both");
        List<JsonNode> second = new ArrayList<>();
        try (LocalSystem system = system(store)) {
            // when: the second execution runs while the first one waits between its plan and its last state
            Execution first = system.engine(LocalSystem.definition(), (_, event) -> {
                if (second.isEmpty()
                        && event.details().path("name").asString("").equals("Stitch video")) {
                    second.add(project);
                    replace(clip, CARS);
                    second.set(0, run(system, LocalSystem.definition(), project));
                }
            }).run("first", project);
            // then
            JsonNode result = assertInstanceOf(Outcome.Succeeded.class, first.outcome()).output();
            assertEquals(forest.get("sha256"), result.get("sha256"));
            assertEquals(sea.get("sha256"), second.getFirst().get("sha256"));
            assertNotEquals(forest.get("sha256"), sea.get("sha256"));
        }
    }

    private static void replace(Path file, Path by) {
        try {
            Files.copy(by, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void removeBranch(ObjectNode definition, String start) {
        int removed = 0;
        for (JsonNode state : definition.get("States")) {
            if (state.get("Branches") instanceof ArrayNode branches) {
                for (int i = branches.size() - 1; i >= 0; i--) {
                    if (branches.get(i).get("StartAt").asString().equals(start)) {
                        branches.remove(i);
                        removed++;
                    }
                }
            }
        }
        assertEquals(1, removed);
    }

    private static LocalSystem system(Path store) {
        return new LocalSystem(new LocalSettings(
                store, store, Path.of("target/ffmpeg").toAbsolutePath(), Optional.empty(), 2, Optional.empty()));
    }

    private static JsonNode run(Path store, byte[] definition, JsonNode project) {
        try (LocalSystem system = system(store)) {
            return run(system, definition, project);
        }
    }

    private static JsonNode run(LocalSystem system, byte[] definition, JsonNode project) {
        Execution execution = system.engine(definition, (_, _) -> {}).run("test", project);
        return assertInstanceOf(Outcome.Succeeded.class, execution.outcome()).output();
    }
}
