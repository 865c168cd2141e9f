package aive.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.InvalidProject;
import aive.error.MediaForbidden;
import aive.error.RenderError;
import aive.json.Json;
import aive.project.RenderSettings;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Holds `docs/reference/input.schema.json` and the reader together: names, defaults, and limits in both directions,
/// then random projects.
class InputSchemaTest {

    private static final JsonNode TREE = schemaTree();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TREE);

    /// The properties of `render` that are no objects, by their pointer in the body.
    private static final Map<String, JsonNode> SETTINGS = settings();

    /// The lists of objects in `render` and in sentences.
    private static final Set<String> LISTS = Set.of("overlays", "titles", "footage");

    @Test
    void theSchemaDescribesEveryField() {
        for (JsonNode properties : TREE.findValues("properties")) {
            properties.properties().stream()
                    // a condition on a field (`if`) is not its description
                    .filter(property -> !property.getKey().equals("body")
                            && !List.copyOf(property.getValue().propertyNames()).equals(List.of("not")))
                    .forEach(property ->
                            assertTrue(resolved(property.getValue()).has("description"), property.getKey()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("objectsOfRender")
    void theReaderKnowsTheNamesOfTheSchemaAndNoOthers(String pointer, JsonNode schema) {
        // given: an unknown name makes the reader list those it knows
        ObjectNode body = Bodies.valid();
        setDeep(body, pointer, Json.MAPPER.readTree("{\"qqqqqqqqqqqqqqqq\": 1}"));
        // when
        String message = assertThrows(
                        InvalidProject.class, () -> Bodies.reader().read(body))
                .problems()
                .getLast()
                .message();
        // then
        List<String> names =
                schema.get("properties").propertyNames().stream().sorted().toList();
        assertEquals(
                String.join(", ", names),
                message.substring(message.indexOf("the fields are ") + 15),
                () -> "the reader and the schema have other fields at " + pointer);
    }

    static Stream<Arguments> objectsOfRender() {
        JsonNode render = TREE.at("/$defs/render");
        return Stream.of(
                Arguments.of("/render", render),
                Arguments.of("/render/captions", render.at("/properties/captions")),
                Arguments.of(
                        "/render/captions/outline", render.at("/properties/captions/properties/outline")),
                Arguments.of(
                        "/render/captions/background", render.at("/properties/captions/properties/background")),
                Arguments.of("/render/focus", TREE.at("/$defs/point")),
                Arguments.of("/project_data/sentences/0/focus", TREE.at("/$defs/point")),
                Arguments.of("/render/overlays/0", TREE.at("/$defs/overlay")),
                Arguments.of("/render/titles/0", TREE.at("/$defs/title")),
                Arguments.of("/render/titles/0/outline", TREE.at("/$defs/title/properties/outline")),
                Arguments.of("/render/titles/0/background", TREE.at("/$defs/title/properties/background")),
                Arguments.of("/render/progress_bar", render.at("/properties/progress_bar")),
                Arguments.of("/render/transition", render.at("/properties/transition")),
                Arguments.of(
                        "/project_data/sentences/0/transition", TREE.at("/$defs/sentence/properties/transition")),
                Arguments.of("/render/music", render.at("/properties/music")),
                Arguments.of("/callback", TREE.at("/$defs/callback")));
    }

    /// The components in which two settings differ, of nested records too.
    private static List<String> differing(Object one, Object other) {
        if (one.equals(other)) {
            return List.of();
        }
        if (!one.getClass().isRecord() || one.getClass() != other.getClass()) {
            return List.of("absent: %s, spelled out: %s".formatted(one, other));
        }
        List<String> differing = new ArrayList<>();
        for (RecordComponent component : one.getClass().getRecordComponents()) {
            try {
                differing(component.getAccessor().invoke(one), component.getAccessor().invoke(other))
                        .forEach(difference -> differing.add(component.getName() + ": " + difference));
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(e.getMessage(), e);
            }
        }
        return differing;
    }

    @Test
    void theDefaultsOfTheSchemaAreTheSettingsOfAnEmptyRender() {
        // given
        ObjectNode spelledOut = Bodies.valid();
        Bodies.set(spelledOut, "/render", Json.MAPPER.createObjectNode());
        SETTINGS.forEach((pointer, schema) -> {
            if (schema.has("default") && !isInOptionalObject(pointer)) {
                setDeep(spelledOut, pointer, schema.get("default"));
            }
        });
        ObjectNode absent = Bodies.valid();
        absent.remove("render");
        // then
        RenderSettings defaults = read(absent);
        assertEquals(differing(defaults, read(spelledOut)), List.of(),
                "the default of the schema, spelled out, must read the same as an absent field (such as an empty Optional), so "
                        + "that the keys of chunks stay");
        assertEquals(defaults, read(Bodies.valid()));
        assertEquals(
                List.of(
                        "/render/budget",
                        "/render/captions/background/colour",
                        "/render/captions/case",
                        "/render/captions/colour",
                        "/render/captions/highlight",
                        "/render/captions/language",
                        "/render/captions/on_missing",
                        "/render/captions/outline/colour",
                        "/render/captions/outline/width",
                        "/render/captions/position",
                        "/render/captions/size",
                        "/render/chunk_seconds",
                        "/render/poster_at",
                        "/render/progress_bar/colour",
                        "/render/progress_bar/position"),
                SETTINGS.entrySet().stream()
                        .filter(setting -> !setting.getValue().has("default") && !isInItem(setting.getKey()))
                        .map(Map.Entry::getKey)
                        .toList(),
                "give the new field a default in the schema, or name it in this list");
    }

    /// Whether an object that has an effect even if it is empty holds the setting, or an item of a list.
    private static boolean isInOptionalObject(String pointer) {
        return pointer.startsWith("/render/captions/background/") || pointer.startsWith("/render/progress_bar/")
                || isInItem(pointer);
    }

    private static boolean isInItem(String pointer) {
        return pointer.contains("/0/");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("namedSettings")
    void everyChoiceOfASettingIsAcceptedAndMeansSomethingElse(Map.Entry<String, JsonNode> setting) {
        JsonNode choices = setting.getValue().has("anyOf")
                ? setting.getValue().at("/anyOf/0/enum")
                : setting.getValue().path("enum");
        if (choices.isEmpty()) {
            return;
        }
        List<RenderSettings> read = new ArrayList<>();
        for (JsonNode choice : choices) {
            read.add(read(with(setting.getKey(), choice)));
        }
        int different = choices.size() - (setting.getValue().has("default") ? 1 : 0);
        assertEquals(different, read.stream().distinct().count(), "null is the default, if there is one");
        assertRefused(
                with(setting.getKey(), StringNode.valueOf("x" + choices.get(0).stringValue())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("numbers")
    void givenANumberAtItsLimits_thenItIsAcceptedAndJustBeyondRefused(Map.Entry<String, JsonNode> number) {
        String pointer = number.getKey();
        JsonNode schema = number.getValue();
        BigDecimal step = step(schema);
        if (schema.has("minimum")) {
            assertAccepted(with(pointer, schema.get("minimum")));
            assertRefused(with(
                    pointer,
                    DecimalNode.valueOf(schema.get("minimum").decimalValue().subtract(step))));
        } else {
            BigDecimal open = schema.get("exclusiveMinimum").decimalValue();
            assertRefused(with(pointer, DecimalNode.valueOf(open)));
            assertAccepted(with(pointer, DecimalNode.valueOf(open.add(step))));
        }
        // a sentence that starts at the very last moment has no room for its end
        if (!pointer.endsWith("start_time")) {
            assertAccepted(with(pointer, schema.get("maximum")));
        }
        assertRefused(with(
                pointer,
                DecimalNode.valueOf(schema.get("maximum").decimalValue().add(step))));
        if (schema.has("x-max-decimals")) {
            boolean isBelow = schema.has("default") && !schema.get("default").equals(schema.get("maximum"));
            BigDecimal middle = isBelow ? schema.get("default").decimalValue()
                    : pointer.startsWith("/render/") || pointer.endsWith("_volume") ? middle(schema)
                    : BigDecimal.ONE;
            BigDecimal finest =
                    BigDecimal.ONE.movePointLeft(schema.get("x-max-decimals").intValue());
            assertReaderAccepts(with(pointer, DecimalNode.valueOf(middle.add(finest))));
            assertReaderRefuses(with(pointer, DecimalNode.valueOf(middle.add(finest.movePointLeft(1)))));
        }
    }

    static Stream<Named<Map.Entry<String, JsonNode>>> numbers() {
        Map<String, JsonNode> numbers = new TreeMap<>(SETTINGS);
        numbers.values().removeIf(schema -> !schema.has("maximum"));
        JsonNode sentence = TREE.at("/$defs/sentence/properties");
        numbers.put("/project_data/sentences/0/end_time", sentence.get("end_time"));
        numbers.put("/project_data/sentences/0/start_time", sentence.get("start_time"));
        numbers.put(
                "/project_data/sentences/0/selected_footage/in_point", TREE.at("/$defs/footage/properties/in_point"));
        JsonNode clip = TREE.at("/$defs/clips/items");
        numbers.put("/project_data/sentences/0/footage/0/seconds", clip.at("/properties/seconds"));
        numbers.put("/project_data/sentences/0/footage/0/in_point", TREE.at("/$defs/footage/properties/in_point"));
        numbers.put("/project_data/sentences/0/original_volume", sentence.get("original_volume"));
        numbers.put("/project_data/sentences/0/id", sentence.at("/id/else"));
        return numbers.entrySet().stream().map(entry -> Named.of(entry.getKey(), entry));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void givenATextAsLongAsItMayBe_thenItIsAcceptedAndOneCharacterMoreRefused(Map.Entry<String, JsonNode> text) {
        int longest = text.getValue().get("maxLength").intValue();
        String begin = text.getKey().endsWith("url") ? "https://example.com/" : "";
        String character = begin.isEmpty() ? "😀" : "x";
        assertAccepted(with(text.getKey(), StringNode.valueOf(begin + character.repeat(longest - begin.length()))));
        assertRefused(with(text.getKey(), StringNode.valueOf(begin + character.repeat(longest - begin.length() + 1))));
        if (text.getValue().has("minLength")) {
            assertRefused(with(text.getKey(), StringNode.valueOf("")));
        }
        if (text.getValue().has("not")) {
            List.of("\u0000", "a\n", "\u007f", "\u0085", "\u009f")
                    .forEach(wrong -> assertRefused(with(text.getKey(), StringNode.valueOf(wrong))));
        }
    }

    static Stream<Named<Map.Entry<String, JsonNode>>> texts() {
        JsonNode definitions = TREE.get("$defs");
        String sentence = "/project_data/sentences/0";
        return Map.of(
                        "/project_data/id",
                        definitions.at("/project_data/properties/id"),
                        sentence + "/id",
                        definitions.at("/sentence/properties/id/then"),
                        sentence + "/text",
                        definitions.get("text"),
                        sentence + "/translated_text",
                        definitions.get("text"),
                        sentence + "/selected_footage/url",
                        definitions.get("source"),
                        "/audio_url",
                        definitions.get("source"),
                        "/music_url",
                        definitions.at("/body/properties/music_url"),
                        "/callback/url",
                        definitions.at("/callback/properties/url"),
                        "/callback/task_id",
                        definitions.at("/callback/properties/task_id"))
                .entrySet()
                .stream()
                .map(entry -> Named.of(entry.getKey(), entry));
    }

    @Test
    void theLimitsWithoutAWordOfTheirOwnAreTheSameInTheSchema() {
        assertEquals(
                InputLimits.SENTENCES,
                TREE.at("/$defs/project_data/properties/sentences/maxItems").intValue());
        String description = TREE.get("description").stringValue();
        assertTrue(description.contains("%d MiB, %d levels deep, %,d tokens"
                .formatted(InputLimits.JSON_BYTES >> 20, Json.MAX_DEPTH, InputLimits.JSON_TOKENS)));
    }

    @Test
    void theExamplesAreValid() throws IOException {
        assertAccepted(Bodies.valid());
        assertSchemaAccepts(Json.MAPPER.createObjectNode().put("project_uri", "s3://media/project.json"), true);
        assertSchemaAccepts(Json.MAPPER.createObjectNode().put("body", "{}").put("isBase64Encoded", true), true);
        assertSchemaAccepts(Json.MAPPER.createObjectNode().set("body", Bodies.valid()), true);
        try (InputStream event = Objects.requireNonNull(getClass().getResourceAsStream("event.json"))) {
            JsonNode tree = Json.tree(event.readAllBytes());
            assertSchemaAccepts(tree, true);
            assertSchemaAccepts(Json.MAPPER.readTree(tree.get("body").stringValue()), true);
        }
    }

    @Test
    void whatIsNoneOfTheThreeShapesIsNotValid() {
        for (String wrong : List.of(
                "null",
                "[]",
                "\"x\"",
                "{}",
                "{\"body\": null}",
                "{\"body\": \"\"}",
                "{\"body\": 7}",
                "{\"body\": {\"body\": {}}}",
                "{\"body\": \"{}\", \"project_data\": {}}",
                "{\"body\": \"{}\", \"isBase64Encoded\": 1}",
                "{\"project_uri\": \"https://x/y\"}",
                "{\"project_uri\": \"s3://media/x\", \"project_data\": {}}",
                "{\"project_uri\": 7}")) {
            assertSchemaAccepts(Json.MAPPER.readTree(wrong), false);
            assertReaderRefuses(Json.MAPPER.readTree(wrong));
        }
    }

    /// Every row of the hostile projects that is accepted is valid.
    @ParameterizedTest(name = "{0}")
    @MethodSource("aive.input.HostileProjectTest#rows")
    void whatTheReaderAcceptsIsValid(JsonNode row) {
        if (!row.has("problems") && !row.has("forbidden")) {
            assertSchemaAccepts(HostileProjectTest.changed(row), true);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theReaderAndTheSchemaAgreeOnRandomProjects(long seed) {
        // given
        SplittableRandom random = new SplittableRandom(seed);
        ObjectNode body = Bodies.valid();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            change(body, random);
        }
        // when
        boolean valid = SCHEMA.validate(body).isEmpty();
        // then
        try {
            Bodies.reader().read(body);
            assertTrue(valid, () -> body + " is accepted, but " + SCHEMA.validate(body));
        } catch (InvalidProject | MediaForbidden e) {
            assertFalse(
                    valid && e.problems().stream().noneMatch(problem -> isBeyondSchema(problem.message())),
                    () -> body + " is valid, but " + e);
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 1_000);
    }

    /// What JSON Schema cannot say: relations between fields, decimals, what an address must be like, ranges of
    /// fractions.
    private static boolean isBeyondSchema(String message) {
        return Stream.of(
                        "must not be before start_time",
                        "must be after from",
                        "may have no length",
                        "each sentence needs its own",
                        "decimals",
                        "URL",
                        "https",
                        "s3",
                        "path",
                        "surrogate",
                        "frames a second",
                        "address",
                        "language tag",
                        "fraction")
                .anyMatch(message::contains);
    }

    private static void change(ObjectNode body, SplittableRandom random) {
        List<String> places = new ArrayList<>(SETTINGS.keySet());
        String sentence = "/project_data/sentences/" + random.nextInt(2);
        places.addAll(List.of(
                "/project_data",
                "/project_data/id",
                "/project_data/sentences",
                sentence,
                sentence + "/id",
                sentence + "/text",
                sentence + "/translated_text",
                sentence + "/start_time",
                sentence + "/end_time",
                sentence + "/original_volume",
                sentence + "/selected_footage",
                sentence + "/selected_footage/url",
                sentence + "/selected_footage/in_point",
                sentence + "/selected_footage/focus",
                sentence + "/footage",
                sentence + "/fit",
                sentence + "/focus",
                sentence + "/motion",
                sentence + "/transition",
                sentence + "/transition/kind",
                sentence + "/transition/duration",
                sentence + "/background",
                "/render/focus/x",
                "/audio_url",
                "/music_url",
                "/music_tracks",
                "/render",
                "/render/captions",
                "/render/captions/outline",
                "/render/captions/background",
                "/render/music",
                "/render/progress_bar",
                "/render/unknown",
                "/callback",
                "/callback/url",
                "/callback/task_id",
                "/callback/unknown",
                "/unknown"));
        List<String> values = List.of(
                "null",
                "true",
                "[]",
                "{}",
                "\"\"",
                "\"text\"",
                "\"x\\u0000\"",
                "0",
                "1",
                "2",
                "16",
                "17",
                "30",
                "-14",
                "0.5",
                "-1",
                "4096",
                "43200",
                "43201",
                "1e2",
                "1e3",
                "1.0",
                "1e18",
                "1e-31",
                "\"30\"",
                "\"30000/1001\"",
                "\"1/0\"",
                "23.976",
                "\"draft\"",
                "\"freeze\"",
                "\"black\"",
                "\"cover\"",
                "\"blur\"",
                "\"pan_left\"",
                "\"crossfade\"",
                "\"top_left\"",
                "\"karaoke\"",
                "\"upper\"",
                "\"#FFD60a\"",
                "\"Brand.ttf\"",
                "\"Montserat\"",
                "\"#12345g\"",
                "\"translated_text\"",
                "\"https://example.com/x\"",
                "\"s3://media/x\"",
                "\"http://example.com/\"",
                "[1]",
                "[{}]",
                "[{\"url\": \"https://example.com/a.mp4\", \"seconds\": 2}, {\"url\": \"https://example.com/b\"}]",
                "[{\"url\": \"https://example.com/a.mp4\", \"seconds\": 0}]",
                "[\"https://example.com/x\"]",
                "[{\"url\": \"https://example.com/x\", \"start\": 1}]");
        String place = places.get(random.nextInt(places.size()));
        JsonNode parent = body.at(place.substring(0, place.lastIndexOf('/')));
        if (place.startsWith("/render/") && parent.isMissingNode()) {
            var _ = madeObject(body, JsonPointer.compile(place).head());
            parent = body.at(place.substring(0, place.lastIndexOf('/')));
        }
        String name = place.substring(place.lastIndexOf('/') + 1);
        if (parent instanceof ObjectNode object && random.nextInt(8) == 0) {
            object.remove(name);
        } else if (parent instanceof ObjectNode object) {
            object.set(name, Json.MAPPER.readTree(values.get(random.nextInt(values.size()))));
        } else if (parent.isArray() && parent.size() == 2 && name.matches("[01]")) {
            Bodies.set(body, place, Json.MAPPER.readTree(values.get(random.nextInt(values.size()))));
        }
    }

    static Stream<Named<Map.Entry<String, JsonNode>>> namedSettings() {
        return SETTINGS.entrySet().stream().map(entry -> Named.of(entry.getKey(), entry));
    }

    private static ObjectNode with(String pointer, JsonNode value) {
        ObjectNode body = Bodies.valid();
        Bodies.set(body, "/render", Json.MAPPER.createObjectNode());
        setDeep(body, pointer, value);
        return body;
    }

    /// Sets a value, in objects that are made where they are absent.
    private static void setDeep(ObjectNode body, String pointer, JsonNode value) {
        if (madeObject(body, JsonPointer.compile(pointer).head()) instanceof ArrayNode list && list.isEmpty()) {
            list.addNull();
        }
        Bodies.set(body, pointer, value);
    }

    /// The object at a pointer, made if it is absent; missing if something else is in its way.
    private static JsonNode madeObject(JsonNode body, JsonPointer pointer) {
        if (pointer.matches()) {
            return body;
        }
        String name = pointer.last().getMatchingProperty();
        JsonNode container = madeObject(body, pointer.head());
        if (container instanceof ArrayNode list && name.equals("0")) {
            // An overlay needs a url, a title a text.
            String required = pointer.head().last().getMatchingProperty().equals("titles") ? "text" : "url";
            return list.isEmpty() ? list.addObject().put(required, "https://example.com/logo.png") : list.get(0);
        }
        if (!(container instanceof ObjectNode parent)) {
            return MissingNode.getInstance();
        }
        if (LISTS.contains(name) && !parent.has(name)) {
            return parent.putArray(name);
        }
        return parent.has(name) ? parent.get(name) : parent.putObject(name);
    }

    private static BigDecimal middle(JsonNode schema) {
        BigDecimal least = schema.get(schema.has("minimum") ? "minimum" : "exclusiveMinimum").decimalValue();
        return least.add(schema.get("maximum").decimalValue()).divide(BigDecimal.TWO, MathContext.UNLIMITED);
    }

    private static RenderSettings read(JsonNode body) {
        return Bodies.reader().read(body).project().settings();
    }

    private static void assertAccepted(JsonNode body) {
        assertReaderAccepts(body);
        assertSchemaAccepts(body, true);
    }

    private static void assertRefused(JsonNode body) {
        assertReaderRefuses(body);
        assertSchemaAccepts(body, false);
    }

    private static void assertReaderAccepts(JsonNode body) {
        assertFalse(Bodies.reader().read(body).renderId().isEmpty());
    }

    private static void assertReaderRefuses(JsonNode body) {
        assertThrows(RenderError.class, () -> Bodies.reader().read(body));
    }

    private static void assertSchemaAccepts(JsonNode body, boolean accepts) {
        assertEquals(
                accepts,
                SCHEMA.validate(body).isEmpty(),
                () -> SCHEMA.validate(body).toString());
    }

    /// The smallest change that the schema can tell.
    private static BigDecimal step(JsonNode schema) {
        return schema.has("multipleOf")
                ? schema.get("multipleOf").decimalValue()
                : schema.has("x-max-decimals")
                        ? BigDecimal.ONE.movePointLeft(
                                schema.get("x-max-decimals").intValue())
                        : BigDecimal.ONE;
    }

    private static Map<String, JsonNode> settings() {
        Map<String, JsonNode> settings = new TreeMap<>();
        addSettings(settings, "/render", TREE.at("/$defs/render"));
        return settings;
    }

    private static void addSettings(Map<String, JsonNode> settings, String pointer, JsonNode object) {
        object.get("properties").properties().forEach(property -> {
            String place = pointer + "/" + property.getKey();
            if (property.getValue().has("properties")) {
                addSettings(settings, place, property.getValue());
            } else {
                settings.put(place, property.getValue());
            }
            if (property.getValue().has("items")) {
                addSettings(settings, place + "/0", resolved(property.getValue().get("items")));
            }
        });
    }

    private static JsonNode resolved(JsonNode schema) {
        return schema.has("description") || !schema.has("$ref")
                ? schema
                : TREE.at(schema.get("$ref").stringValue().substring(1));
    }

    private static JsonNode schemaTree() {
        try {
            return Json.tree(Files.readAllBytes(Path.of("..", "docs", "reference", "input.schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
