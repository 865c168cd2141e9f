package aive.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RenderStepTest {

    @Test
    void theStatesOfTheDefinitionAreThoseOfTheSteps() throws IOException {
        // given
        JsonNode definition = Json.tree(Files.readAllBytes(Path.of("../statemachine/render.asl.json")));
        Map<String, String> types = new TreeMap<>();
        collect(definition, types);
        // then
        for (RenderStep step : RenderStep.values()) {
            assertTrue(types.containsKey(step.state()), step.state());
        }
        assertEquals("Fail", types.get(RenderStep.MEDIA_REFUSED));
        types.forEach((state, type) -> assertTrue(
                !type.equals("Task") || RenderStep.calledBy(state).isPresent(),
                state + " calls a function and belongs to no step"));
    }

    /// Collects the types of all states, by their names, also of the states of a Map and of a Parallel.
    private static void collect(JsonNode part, Map<String, String> types) {
        part.path("States").propertyStream()
                .forEach(state -> types.put(state.getKey(), state.getValue().path("Type").asString("")));
        part.forEach(inner -> collect(inner, types));
    }
}
