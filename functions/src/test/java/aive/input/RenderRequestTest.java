package aive.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.json.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// Who is the same request, and who is not.
class RenderRequestTest {

    private static final String BODY = Json.text(Bodies.valid());

    @Test
    void givenTheSameRequestWrittenInAnotherWay_thenItsIdIsTheSame() {
        ObjectNode other = Bodies.valid();
        other.remove("callback");
        other.put("x", 1);
        Bodies.set(other, "/render", Json.MAPPER.readTree("{\"fps\": \"30\", \"width\": 1920.0, \"music\": {}}"));
        Bodies.set(other, "/project_data/sentences/0/end_time", Json.MAPPER.readTree("25e-1"));
        assertEquals(read(BODY).renderId(), read(other.toPrettyString()).renderId());
        assertEquals(Optional.empty(), read(other.toPrettyString()).callback());
    }

    @Test
    void givenAnythingThatTheVideoDependsOnChanges_thenTheIdChangesBehindTheSafeId() {
        RenderRequest original = read(BODY);
        List<String> others = new ArrayList<>();
        for (String[] change : new String[][] {
            {"2.5", "2.75"}, {"Eins.", "Eins!"}, {"1.mp4", "3.mp4"}, {"voice", "other"}, {"0.5", "0.25"}
        }) {
            RenderRequest other = read(BODY.replace(change[0], change[1]));
            assertEquals(original.safeId(), other.safeId());
            others.add(other.renderId());
        }
        assertEquals(5, Set.copyOf(others).size());
        assertTrue(
                original.renderId().matches("film-[0-9a-f]{8}-[0-9a-f]{12}") && !others.contains(original.renderId()),
                original.renderId());
    }

    /// Also in lower case, since some file systems do not distinguish letters by case.
    @Test
    void givenIdsThatDifferOnlyInCaseOrNormalization_thenTheirVideosHaveDifferentKeys() {
        List<String> ids = List.of("film", "Film", "FILM", "f\u00ebte", "fe\u0308te");
        Set<String> renders = ids.stream()
                .map(id -> read(BODY.replace("\"film\"", "\"%s\"".formatted(id))).renderId().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        assertEquals(ids.size(), renders.size(), renders.toString());
    }

    @Test
    void givenTheSameRelativePathsInTwoFolders_thenTheIdsDiffer() {
        byte[] body = utf8(BODY.replace("https://example.com/voice.mp3", "voice.mp3"));
        RequestReader one = new RequestReader(
                new SourcePolicy.LocalRun(
                        URI.create("file:///one/"), Set.of("media"), _ -> Optional.empty()), (_, _) -> new byte[0]);
        RequestReader two = new RequestReader(
                new SourcePolicy.LocalRun(
                        URI.create("file:///two/"), Set.of("media"), _ -> Optional.empty()), (_, _) -> new byte[0]);
        assertNotEquals(one.read(body).renderId(), two.read(body).renderId());
    }

    @Test
    void aRequestSurvivesJson() {
        RenderRequest request = read(BODY);
        assertEquals(request, Json.read(Json.bytes(request), RenderRequest.class));
    }

    private static RenderRequest read(String json) {
        return Bodies.reader().read(utf8(json));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
