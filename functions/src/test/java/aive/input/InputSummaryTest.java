package aive.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import aive.error.ConfigurationError;
import aive.error.MediaUnavailable;
import aive.error.StorageUnavailable;
import aive.json.Json;
import aive.project.Callback;
import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class InputSummaryTest {

    private static final ProjectDownload NOTHING = (source, _) -> {
        throw new AssertionError("nothing is to be downloaded, not " + source);
    };

    private static final InputSummary WHOLE = new InputSummary(
            Optional.of("film"),
            Optional.of(new Callback(URI.create("https://example.com/status?secret=1"), Optional.of("task-1"))));

    @Test
    void everyShapeIsLookedInto() {
        String body = Json.text(Bodies.valid());
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        assertEquals(WHOLE, glance(body));
        assertEquals(WHOLE, glance(Json.text(event.deepCopy().put("body", body))));
        assertEquals(WHOLE, glance(Json.text(event.deepCopy().set("body", Bodies.valid()))));
        assertEquals(
                WHOLE,
                glance(Json.text(event.deepCopy()
                        .put("body", Base64.getEncoder().encodeToString(body.getBytes(UTF_8)))
                        .put("isBase64Encoded", true))));
        assertEquals(
                WHOLE,
                InputSummary.at(
                        "{\"project_uri\": \"s3://media/project.json\"}".getBytes(UTF_8),
                        Bodies.DEPLOYED,
                        (_, _) -> body.getBytes(UTF_8)));
    }

    @Test
    void aListOfOneIsLookedIntoAsTheStateMachineDoes() {
        String body = Json.text(Bodies.valid());
        assertEquals(WHOLE, glance("[%s]".formatted(body)));
        assertEquals(WHOLE, glance("[{\"body\": %s}]".formatted(body)));
        assertEquals(InputSummary.NOTHING, glance("[%s, {}]".formatted(body)));
        assertEquals(InputSummary.NOTHING, glance("[[%s]]".formatted(body)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/project_data/sentences", "/audio_url", "/music_url", "/render"})
    void whatIsWrongElsewhereIsNoHindrance(String pointer) {
        // given
        ObjectNode body = Bodies.valid();
        Bodies.set(body, pointer, JsonNodeFactory.instance.numberNode(-1));
        // then
        assertEquals(WHOLE, glance(Json.text(body)));
    }

    @Test
    void aTypoBesideTheAddressIsNoHindrance() {
        ObjectNode body = Bodies.valid();
        Bodies.set(body, "/callback/taskid", JsonNodeFactory.instance.stringNode("x"));
        assertEquals(WHOLE, glance(Json.text(body)));
    }

    @Test
    void twoPlacesForAProjectAreNoHindrance() {
        ObjectNode body = Bodies.valid();
        body.put("project_uri", "s3://media/project.json");
        assertEquals(WHOLE, glance(Json.text(body)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "7",
                "{",
                "{\"callback\": 7}",
                "{\"callback\": {}}",
                "{\"callback\": {\"url\": 7}}",
                "{\"callback\": {\"url\": \"http://example.com/\"}}",
                "{\"callback\": {\"url\": \"https://user@example.com/\"}}",
                "{\"callback\": {\"url\": \"https://example.com:8443/\"}}",
                "{\"body\": \"{\"}",
                "{\"project_uri\": \"s3://strangers/project.json\"}"
            })
    void whereNobodyCanBeToldNobodyIs(String input) {
        assertEquals(InputSummary.NOTHING, glance(input));
    }

    @Test
    void aProjectThatIsGoneTellsNothing() {
        assertEquals(
                InputSummary.NOTHING,
                InputSummary.at(
                        "{\"project_uri\": \"s3://media/project.json\"}".getBytes(UTF_8), Bodies.DEPLOYED, (_, _) -> {
                            throw new MediaUnavailable("/project_uri", "gone");
                        }));
    }

    @Test
    void aProjectThatMayNotBeReadTellsNothing() {
        assertEquals(
                InputSummary.NOTHING,
                InputSummary.at(
                        "{\"project_uri\": \"s3://media/project.json\"}".getBytes(UTF_8), Bodies.DEPLOYED, (_, _) -> {
                            throw new ConfigurationError("/project_uri", "access denied");
                        }));
    }

    @Test
    void aBucketThatDoesNotAnswerMayAnswerLater() {
        assertThrows(
                StorageUnavailable.class,
                () -> InputSummary.at(
                        "{\"project_uri\": \"s3://media/project.json\"}".getBytes(UTF_8), Bodies.DEPLOYED, (_, _) -> {
                            throw new StorageUnavailable("/project_uri", "slow");
                        }));
    }

    private static InputSummary glance(String input) {
        return InputSummary.at(input.getBytes(UTF_8), Bodies.DEPLOYED, NOTHING);
    }
}
