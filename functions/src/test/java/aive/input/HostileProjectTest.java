package aive.input;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.InvalidProject;
import aive.error.MediaForbidden;
import aive.error.Problem;
import aive.error.RenderError;
import aive.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// Every row of `hostile-projects.json`: changes to a valid body, and exactly the problems or warnings they have to
/// give. Rows without any are accepted.
class HostileProjectTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void givenAChangedBody_whenItIsRead_thenExactlyTheExpectedIsSaidAboutIt(JsonNode row) {
        // given
        JsonNode body = changed(row);
        // when
        if (row.has("problems") || row.has("forbidden")) {
            Class<? extends RenderError> type = row.has("problems") ? InvalidProject.class : MediaForbidden.class;
            RenderError error = assertThrows(type, () -> Bodies.reader().read(body));
            // then
            assertSaid(row.get(row.has("problems") ? "problems" : "forbidden"), error.problems());
        } else {
            RenderRequest request = Bodies.reader().read(body);
            // then
            assertSaid(
                    row.has("warnings") ? row.get("warnings") : Json.MAPPER.createObjectNode(),
                    request.project().warnings());
            assertTrue(request.renderId().matches("[A-Za-z0-9-]{21,62}"), request.renderId());
        }
    }

    static JsonNode changed(JsonNode row) {
        JsonNode body = Bodies.valid();
        if (row.has("remove")) {
            row.get("remove").forEach(pointer -> Bodies.remove(body, pointer.stringValue()));
        }
        if (row.has("set")) {
            row.get("set")
                    .properties()
                    .forEach(entry -> Bodies.set(body, entry.getKey(), spelledOut(entry.getValue())));
        }
        return body;
    }

    static Stream<Named<JsonNode>> rows() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(HostileProjectTest.class.getResourceAsStream("hostile-projects.json"))) {
            JsonNode rows = Json.tree(file.readAllBytes());
            return StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> Named.of(
                            row.get("row").stringValue() + ": "
                                    + row.get("name").stringValue(),
                            row))
                    .toList()
                    .stream();
        }
    }

    private static void assertSaid(JsonNode expected, List<Problem> said) {
        Map<String, String> byPointer = said.stream().collect(Collectors.toMap(Problem::pointer, Problem::message));
        assertEquals(
                expected.propertyNames().stream().sorted().toList(),
                byPointer.keySet().stream().sorted().toList(),
                said.toString());
        assertAll(expected.properties().stream().map(entry -> () -> {
            String message = String.valueOf(byPointer.get(entry.getKey()));
            assertTrue(message.contains(entry.getValue().stringValue()), message);
        }));
    }

    /// `"x*100000"` in the file stands for so many.
    private static JsonNode spelledOut(JsonNode value) {
        return value.isString() && value.stringValue().startsWith("x*")
                ? StringNode.valueOf(
                        "x".repeat(Integer.parseInt(value.stringValue().substring(2))))
                : value;
    }
}
