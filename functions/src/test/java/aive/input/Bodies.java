package aive.input;

import aive.json.Json;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Bodies for tests: a valid one with every field, and changes to it by JSON pointer.
final class Bodies {

    static final SourcePolicy DEPLOYED = new SourcePolicy.Deployed(Set.of("media"));

    private Bodies() {}

    static ObjectNode valid() {
        return (ObjectNode) Json.MAPPER.readTree("""
                {
                  "project_data": {
                    "id": "film",
                    "sentences": [
                      {"id": "one", "text": "Eins.", "translated_text": "One.", "start_time": 0, "end_time": 2.5,
                       "selected_footage": {"url": "https://example.com/1.mp4", "in_point": 0.5}},
                      {"id": "two", "text": "Zwei.", "translated_text": "Two.", "start_time": 3, "end_time": 4.25,
                       "selected_footage": {"url": "s3://media/2.mp4"}}
                    ]
                  },
                  "audio_url": "https://example.com/voice.mp3",
                  "music_url": "https://example.com/music.mp3",
                  "render": {},
                  "callback": {"url": "https://example.com/status?secret=1", "task_id": "task-1"}
                }
                """);
    }

    static RequestReader reader() {
        return new RequestReader(DEPLOYED, (source, _) -> {
            throw new AssertionError("nothing is to be downloaded, not " + source);
        });
    }

    /// Sets what `pointer` points at, whose parent is there.
    static void set(JsonNode body, String pointer, JsonNode value) {
        JsonPointer place = JsonPointer.compile(pointer);
        String name = place.last().getMatchingProperty();
        switch (body.at(place.head())) {
            case ObjectNode object -> object.set(name, value);
            case ArrayNode array -> array.set(Integer.parseInt(name), value);
            case JsonNode other -> throw new IllegalArgumentException(pointer + " is in " + other);
        }
    }

    static void remove(JsonNode body, String pointer) {
        JsonPointer place = JsonPointer.compile(pointer);
        ((ObjectNode) body.at(place.head())).remove(place.last().getMatchingProperty());
    }
}
