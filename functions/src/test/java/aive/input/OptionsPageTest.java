package aive.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// `docs/reference/options.md` is made of the schema.
class OptionsPageTest {

    private static final Path PAGE = Path.of("../docs/reference/options.md");
    private static final Path SCHEMA = Path.of("../docs/reference/input.schema.json");

    private static final String COMMAND = "mvn -o -q test -pl functions -am -Dtest=OptionsPageTest"
            + " -Dgolden.write=true -Dsurefire.failIfNoSpecifiedTests=false";

    /// What of the page is written by hand: all before the first table.
    private static final String FIRST = "\n## Project file\n";

    @Test
    void thePageSaysWhatTheSchemaSays() throws IOException {
        // given
        String is = Files.readString(PAGE);
        // when
        String shouldBe = new OptionsPage(schema()).text(is.substring(0, is.indexOf(FIRST)));
        // then
        if (Boolean.getBoolean("golden.write") && !shouldBe.equals(is)) {
            Files.writeString(PAGE, shouldBe);
        } else {
            assertEquals(shouldBe, is, "the schema has changed; write the page again: " + COMMAND);
        }
    }

    @Test
    void everyFieldOfTheSchemaIsOnThePage() throws IOException {
        // given
        String page = new OptionsPage(schema()).text("");
        Set<String> names = new TreeSet<>();
        collect(schema(), names);
        // then
        assertTrue(names.size() > 60, names.toString());
        names.forEach(name -> assertTrue(
                page.contains("`%s` |".formatted(name))
                        || page.contains(".%s` |".formatted(name))
                        || page.contains("\"%s\": ".formatted(name)),
                name));
    }

    @ParameterizedTest
    @CsvSource({"captions, captions.md", "overlays, overlays.md", "titles, overlays.md", "progress_bar, overlays.md"})
    void thePageOfRulesNamesEachField(String object, String page) throws IOException {
        // given
        JsonNode schema = schema();
        JsonNode field = schema.findValues(object).getFirst();
        Set<String> names = new TreeSet<>();
        for (JsonNode form : List.of(field, field.path("items"))) {
            names.addAll(form.path("properties").propertyNames());
            String reference = form.path("$ref").asString("");
            if (!reference.isEmpty()) {
                names.addAll(schema.at(reference.substring(1)).path("properties").propertyNames());
            }
        }
        // then
        String text = Files.readString(PAGE.resolveSibling(page));
        assertTrue(names.size() > 3, names.toString());
        names.removeIf(name -> text.contains("`%s`".formatted(name)));
        assertEquals(Set.of(), names, page + " has no row for these fields of render." + object);
    }

    /// Collects the names of all fields.
    private static void collect(JsonNode schema, Set<String> names) {
        names.addAll(schema.path("properties").propertyNames());
        schema.valueStream().forEach(part -> collect(part, names));
    }

    private static JsonNode schema() throws IOException {
        return Json.tree(Files.readAllBytes(SCHEMA));
    }
}
