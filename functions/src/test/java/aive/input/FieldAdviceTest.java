package aive.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import aive.error.InvalidProject;
import aive.error.Problem;
import aive.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the messages about wrong fields tell the author to write.
class FieldAdviceTest {

    private static final String SENTENCE = "/project_data/sentences/0";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /captions                                             | render
            /width                                                | render
            /fit                                                  | render
            /sentences                                            | project_data
            /project_data/transition                              | render
            /project_data/music_url                               | the object around project_data
            /project_data/sentences/0/in_point                    | selected_footage
            /project_data/sentences/0/captions                    | render
            /project_data/sentences/0/selected_footage/seconds    | an item of the list footage
            /project_data/sentences/0/selected_footage/transition | the sentence
            """)
    void aFieldInTheWrongObjectIsIgnoredWithAWarning(String pointer, String place) {
        ObjectNode body = Bodies.valid();
        Bodies.set(body, pointer, Json.MAPPER.readTree("1"));
        String name = pointer.substring(pointer.lastIndexOf('/') + 1);
        assertEquals(
                List.of(new Problem(
                        pointer, "\"%s\" is not a field here and is ignored; it belongs in %s".formatted(name, place))),
                warnings(body));
    }

    @Test
    void fieldsThatBackendsSendAreIgnoredWithoutAWarning() {
        ObjectNode body = Bodies.valid();
        for (String name : List.of("width", "height", "fps", "duration", "quality", "id")) {
            Bodies.set(body, SENTENCE + "/selected_footage/" + name, Json.MAPPER.readTree("1"));
        }
        Bodies.set(body, "/quality", Json.MAPPER.readTree("1"));
        assertEquals(List.of(), warnings(body));
    }

    /// A misplaced field must not be a field of the object that it is in, and must be one where it belongs.
    @Test
    void theNamesOfMisplacedFieldsAreFieldsOfTheSchema() throws IOException {
        JsonNode schema =
                Json.MAPPER.readTree(Files.readString(Path.of("../docs/reference/input.schema.json")));
        Set<String> render = Set.copyOf(schema.at("/$defs/render/properties").propertyNames());
        Set<String> sentence = Set.copyOf(schema.at("/$defs/sentence/properties").propertyNames());
        List<String> wrong = new ArrayList<>();
        for (Map<String, String> fields : List.of(MisplacedFields.OF_BODY, MisplacedFields.OF_PROJECT_DATA,
                MisplacedFields.OF_SENTENCE, MisplacedFields.OF_FOOTAGE)) {
            fields.forEach((name, place) -> {
                boolean there = switch (place) {
                    case "render" -> render.contains(name);
                    case "the sentence" -> sentence.contains(name);
                    default -> true;
                };
                if (!there) {
                    wrong.add(name + " in " + place);
                }
            });
        }
        assertEquals(List.of(), wrong);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /render/transition           | "crossfade"  | it must be an object such as {"kind": "crossfade"}
            /render/progress_bar         | true         | it must be an object such as {"position": "bottom"}
            /render/captions             | "bold"       | it must be an object such as {"style": "bold"}
            /render/music                | 0.2          | it must be an object such as {"volume": 0.3}
            /render/titles               | ["One"]      | it must be an object such as {"text": "Part one"}
            /render/quality              | "drafts"     | ; did you mean draft?
            /render/fit                  | "Blurr"      | ; did you mean blur?
            /render/width                | "1080"       | it must be a number without quotation marks
            /render/contact_sheet        | "true"       | it must be true or false without quotation marks
            /render/width                | "1080px"     | it must be a number, 16 to 4096 pixels
            /project_data/sentences/0/end_time | "2.5"  | it must be a number without quotation marks
            /project_data/sentences/0/selected_footage | "a.mp4" | it must be an object with the url of a clip or image
            """)
    void theMessageSaysWhatToWrite(String pointer, String json, String end) {
        assertAdvice(pointer, json, end);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            outline    | "black" | it must be an object such as {"colour": "#000000", "width": 0.08}
            background | true    | it must be an object such as {"colour": "#000000", "opacity": 0.7}
            position   | "below" | it must be one of top, middle, bottom, or a number from 0 to 1
            style      | "bald"  | ; did you mean bold?
            """)
    void theMessageAboutACaptionSaysWhatToWrite(String name, String json, String end) {
        assertAdvice("/render/captions", "{\"%s\": %s}".formatted(name, json), end);
    }

    @Test
    void aMisspeltKindOfTransitionIsSuggested() {
        assertAdvice("/render/transition", "{\"kind\": \"cross-fade\", \"duration\": 1}", "; did you mean crossfade?");
    }

    private static void assertAdvice(String pointer, String json, String end) {
        ObjectNode body = Bodies.valid();
        Bodies.set(body, pointer, Json.MAPPER.readTree(json));
        InvalidProject error = assertThrows(
                InvalidProject.class, () -> Bodies.reader().read(body));
        String message = error.problems().getFirst().message();
        assertEquals(end, message.substring(Math.max(0, message.length() - end.length())), message);
    }

    private static List<Problem> warnings(ObjectNode body) {
        return Bodies.reader().read(body).project().warnings();
    }
}
