package aive.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.InvalidProject;
import aive.error.MediaForbidden;
import aive.error.Problem;
import aive.json.Json;
import aive.project.Project;
import aive.project.Sentence;
import aive.time.FrameRate;
import aive.time.Rational;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The three shapes, and what a project becomes.
class RequestReaderTest {

    private static final String BODY = Json.text(Bodies.valid());

    @Test
    void givenTheBodyInAnyShape_whenItIsRead_thenTheRequestIsTheSame() {
        // given
        RenderRequest expected = read(BODY);
        RequestReader stored = new RequestReader(
                Bodies.DEPLOYED,
                (source, _) -> utf8(
                        source.url().equals(URI.create("s3://media/project.json")) ? BODY : Json.text(event(BODY))));
        // then
        assertEquals(expected, read("\uFEFF" + BODY));
        assertEquals(expected, read(Json.text(event(BODY))));
        assertEquals(expected, read(Json.text(Json.MAPPER.createObjectNode().set("body", Bodies.valid()))));
        assertEquals(expected, read(Json.text(base64Event(BODY))));
        assertEquals(expected, stored.read(utf8("{\"project_uri\": \"s3://media/project.json\"}")));
        assertEquals(expected, stored.read(utf8("{\"project_uri\": \"s3://media/event.json\"}")));
        assertEquals(expected, stored.read(utf8(Json.text(event("{\"project_uri\": \"s3://media/project.json\"}")))));
    }

    @Test
    void givenTheEventThatTheOldBackendSends_whenItIsRead_thenItIsAProject() throws IOException {
        // given
        SourcePolicy policy = new SourcePolicy.Deployed(Set.of());
        try (InputStream event = Objects.requireNonNull(getClass().getResourceAsStream("event.json"))) {
            // when
            Project project =
                    new RequestReader(policy, (_, _) -> new byte[0]).read(event.readAllBytes()).project();
            // then
            assertEquals(4, project.sentences().size());
            assertEquals(
                    "«Здесь, — говорит рыбак, — вода тёплая».",
                    project.sentences().get(2).caption());
            assertEquals(
                    new BigDecimal("3.9200000000000004"),
                    decimal(project.sentences().get(0).end()));
            assertEquals(List.of(), project.warnings());
            assertEquals(1, project.music().size());
        }
    }

    @Test
    void givenTheTestEventOfTheOldReadme_whenItIsRead_thenTheEmptyListIsTheOnlyProblem() {
        List<Problem> problems = problems("""
                {"body": "{\\"project_data\\": {\\"id\\": \\"test-project\\", \\"sentences\\": []}, \
                \\"audio_url\\": \\"https://example.com/audio.mp3\\", \\"music_url\\": null}"}
                """);
        assertEquals(
                List.of("/project_data/sentences"),
                problems.stream().map(Problem::pointer).toList());
    }

    @Test
    void givenAnEventWithMoreThanABody_whenItIsRead_thenTheRestIsIgnored() {
        ObjectNode event = event(BODY);
        event.putObject("headers").put("content-type", "application/json");
        event.put("httpMethod", "POST").put("isBase64Encoded", false);
        assertEquals(read(BODY), read(Json.text(event)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"body": ""}                                     | the body is empty
            {"body": "nonsense"}                             | the body is not JSON at line 1
            {"body": 7}                                      | the body is 7; it must be an object
            {"body": []}                                     | the body is a list; it must be an object
            {"body": "null"}                                 | the body is null; it must be an object
            {"body": {"body": {}}}                           | the body contains another body
            {"body": "e30=", "isBase64Encoded": "yes"}       | isBase64Encoded is the string "yes"
            {"body": "=", "isBase64Encoded": true}           | but the body is not Base64
            {"body": {}, "project_data": {}}                 | both body and project_data
            {"body": {}, "project_uri": "s3://media/x"}      | both body and project_uri
            {"project_uri": "s3://media/x", "project_data": {}} | both project_uri and project_data
            {"project_uri": 7}                               | project_uri is 7
            {"project_uri": "s3://media"}                    | has no key
            {"body": null}                                   | project_data is missing
            {"projectData": {}, "audioUrl": ""}              | there is a projectData
            {}                                               | audio_url is missing
            """)
    void givenAShapeThatIsNone_whenItIsRead_thenTheMessageSaysWhy(String input, String expected) {
        InvalidProject error = assertThrows(InvalidProject.class, () -> read(input));
        assertTrue(error.toString().contains(expected), error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com/p.json", "p.json", "file:///p.json", "s3://foreign/p.json"})
    void givenAStoredProjectOutsideOfTheAllowedBuckets_whenItIsRead_thenItIsForbidden(String uri) {
        assertThrows(
                MediaForbidden.class,
                () -> read(Json.text(Json.MAPPER.createObjectNode().put("project_uri", uri))));
    }

    @Test
    void givenAStoredProjectThatIsOnlyAnAddressOrTooLong_whenItIsRead_thenItIsInvalid() {
        byte[] address = utf8("{\"project_uri\": \"s3://media/x\"}");
        RequestReader loop = new RequestReader(Bodies.DEPLOYED, (_, _) -> address);
        RequestReader tooLong = new RequestReader(Bodies.DEPLOYED, (_, limit) -> new byte[(int) limit + 1]);
        assertThrows(InvalidProject.class, () -> loop.read(address));
        assertThrows(InvalidProject.class, () -> tooLong.read(address));
    }

    @Test
    void givenThreeMistakesInOneProject_whenItIsRead_thenAllAreSaid() {
        ObjectNode body = Bodies.valid();
        Bodies.remove(body, "/audio_url");
        Bodies.set(
                body,
                "/project_data/sentences/1/end_time",
                Json.MAPPER.getNodeFactory().numberNode(1));
        Bodies.set(body, "/render/widht", Json.MAPPER.getNodeFactory().numberNode(640));
        assertEquals(
                List.of("/audio_url", "/project_data/sentences/1/end_time", "/render/widht"),
                problems(Json.text(body)).stream()
                        .map(Problem::pointer)
                        .sorted()
                        .toList());
    }

    @Test
    void givenAForbiddenAddressAndAMistake_whenItIsRead_thenBothAreInOneInvalidProject() {
        ObjectNode body = Bodies.valid();
        body.put("audio_url", "http://example.com/a.mp3").put("music_url", 7);
        assertEquals(2, problems(Json.text(body)).size());
    }

    @Test
    void givenSentencesInAnyOrder_whenTheyAreRead_thenTheyAreInOrderOfStartThenEndThenPosition() {
        // given
        ObjectNode body = Bodies.valid();
        ArrayNode sentences = (ArrayNode) body.at("/project_data/sentences");
        ObjectNode first = (ObjectNode) sentences.get(0);
        sentences.removeAll();
        for (String times : List.of("5 6", "1.0 3", "1 2", "1.00 2.0", "0.1 9")) {
            ObjectNode sentence = first.deepCopy();
            sentence.remove("id");
            sentence.put("start_time", new BigDecimal(times.split(" ")[0]))
                    .put("end_time", new BigDecimal(times.split(" ")[1]));
            sentences.add(sentence);
        }
        // when
        Project project = read(Json.text(body)).project();
        // then
        assertEquals(
                List.of(4, 2, 3, 1, 0),
                project.sentences().stream().map(Sentence::position).toList());
        assertEquals(
                List.of("4", "2", "3", "1", "0"),
                project.sentences().stream().map(Sentence::id).toList());
    }

    @Test
    void givenTimesInDecimals_whenTheyAreRead_thenTheyAreExact() {
        ObjectNode body = Bodies.valid();
        Bodies.set(body, "/project_data/sentences/0/start_time", Json.MAPPER.readTree("0.1"));
        assertEquals(
                Rational.of(1, 10),
                read(Json.text(body)).project().sentences().getFirst().start());
    }

    @ParameterizedTest
    @CsvSource({
        "30,30",
        "23.976,24000/1001",
        "29.970,30000/1001",
        "59.94,60000/1001",
        "119.88,120000/1001",
        "12.5,25/2",
        "2.5e1,25",
        "'\"30000/1001\"',30000/1001",
        "'\"60/2\"',30",
        "'\"25\"',25",
        "120,120",
        "1,1"
    })
    void frameRatesAreExact(String written, String expected) {
        ObjectNode body = Bodies.valid();
        Bodies.set(body, "/render/fps", Json.MAPPER.readTree(written));
        assertEquals(
                FrameRate.parse(expected),
                read(Json.text(body)).project().settings().frameRate());
    }

    @Test
    void givenTranslatedCaptions_whenThereIsATranslation_thenItIsTheCaption() {
        ObjectNode body = Bodies.valid();
        Bodies.set(body, "/render/captions", Json.MAPPER.readTree("{\"text\": \"translated_text\"}"));
        Bodies.remove(body, "/project_data/sentences/1/translated_text");
        Project project = read(Json.text(body)).project();
        assertEquals(
                List.of("One.", "Zwei."),
                project.sentences().stream().map(Sentence::caption).toList());
        assertEquals(
                "/project_data/sentences/1/translated_text",
                project.warnings().getFirst().pointer());
    }

    @Test
    void givenTwentyThousandSentences_whenTheyAreRead_thenItIsQuickAndOneMoreIsRefused() {
        byte[] most = utf8(Json.text(withSentences(InputLimits.SENTENCES)));
        byte[] tooMany = utf8(Json.text(withSentences(100_000)));
        assertEquals(
                InputLimits.SENTENCES,
                assertTimeout(Duration.ofSeconds(60), () -> Bodies.reader().read(most))
                        .project()
                        .sentences()
                        .size());
        assertEquals(
                List.of(new Problem(
                        "/project_data/sentences", "sentences holds 100000; it must hold 1 to 20000 sentences")),
                assertThrows(InvalidProject.class, () -> Bodies.reader().read(tooMany))
                        .problems());
    }

    @Test
    void givenMoreProblemsThanAMessageCanHold_whenItIsRead_thenTheRestAreCounted() {
        ObjectNode body = withSentences(5_000);
        body.at("/project_data/sentences").forEach(sentence -> ((ObjectNode) sentence).put("start_time", "0"));
        List<Problem> problems = problems(Json.text(body));
        assertEquals(InputLimits.LISTED_PROBLEMS + 1, problems.size());
        assertEquals("and 4000 more problems", problems.getLast().message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "ar-EG", "de-DE", "hi-IN-u-nu-deva"})
    void givenAnyLocale_whenItIsRead_thenTheRequestAndTheMessagesAreTheSame(String locale) {
        // given
        String wrong = BODY.replace("4.25", "-1234567.5")
                .replace("\"render\":{}", "\"render\":{\"WIDTH\":1,\"fps\":0.5,\"FIT\":1}");
        List<Problem> expectedProblems = problems(wrong);
        RenderRequest expected = read(BODY);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(locale));
            // then
            assertEquals(expected, read(BODY));
            assertEquals(expectedProblems, problems(wrong));
        } finally {
            Locale.setDefault(before);
        }
    }

    private static RenderRequest read(String json) {
        return Bodies.reader().read(utf8(json));
    }

    private static List<Problem> problems(String json) {
        return assertThrows(InvalidProject.class, () -> read(json)).problems();
    }

    private static ObjectNode withSentences(int count) {
        ObjectNode body = Bodies.valid();
        ArrayNode sentences = (ArrayNode) body.at("/project_data/sentences");
        ObjectNode first = (ObjectNode) sentences.get(0);
        sentences.removeAll();
        for (int i = 0; i < count; i++) {
            sentences.add(
                    first.deepCopy().put("id", "s" + i).put("start_time", i).put("end_time", i + 1));
        }
        return body;
    }

    private static BigDecimal decimal(Rational rational) {
        return new BigDecimal(rational.toDecimal(InputLimits.DECIMALS));
    }

    private static ObjectNode event(String body) {
        return Json.MAPPER.createObjectNode().put("body", body);
    }

    private static ObjectNode base64Event(String body) {
        return event(Base64.getEncoder().encodeToString(utf8(body))).put("isBase64Encoded", true);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
