package aive.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import aive.cli.TestProject;
import aive.engine.Execution;
import aive.engine.Outcome;
import aive.json.Json;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the state machine may be changed to without changing the video.
class LocalSystemTest {

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

    private static JsonNode run(Path store, byte[] definition, JsonNode project) {
        LocalSettings settings = new LocalSettings(
                store, store, Path.of("target/ffmpeg").toAbsolutePath(), Optional.empty(), 2, Optional.empty());
        try (LocalSystem system = new LocalSystem(settings)) {
            Execution execution = system.engine(definition, (_, _) -> {}).run("test", project);
            return assertInstanceOf(Outcome.Succeeded.class, execution.outcome()).output();
        }
    }
}
