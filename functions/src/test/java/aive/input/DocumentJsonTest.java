package aive.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.RenderError;
import aive.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The reader accepts the JSON that the documents show: whole project files, and parts of them.
class DocumentJsonTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```json\\n(.*?)^ *```");

    @Test
    void theBlocksAreJsonThatTheReaderAccepts() throws IOException {
        // given
        JsonNode schema = Json.tree(Files.readAllBytes(ROOT.resolve("docs/reference/input.schema.json")));
        Set<String> ofBody = Set.copyOf(schema.at("/$defs/body/properties").propertyNames());
        Set<String> ofRender = Set.copyOf(schema.at("/$defs/render/properties").propertyNames());
        // when
        List<String> refused = new ArrayList<>();
        int read = 0;
        for (Path page : pages()) {
            for (String block : blocks(page)) {
                try {
                    JsonNode shown = parsed(block);
                    ObjectNode body = Bodies.valid();
                    boolean ours = shown.has("selected_footage") || shown.has("footage");
                    if (ours) {
                        ((ObjectNode) body.at("/project_data/sentences/0")).setAll((ObjectNode) shown);
                    }
                    for (String name : ours ? List.<String>of() : shown.propertyNames()) {
                        if (ofBody.contains(name)) {
                            body.set(name, shown.get(name));
                            ours = true;
                        } else if (ofRender.contains(name)) {
                            ((ObjectNode) body.get("render")).set(name, shown.get(name));
                            ours = true;
                        }
                    }
                    if (body.has("music_tracks")) {
                        body.remove("music_url");
                    }
                    if (ours) {
                        read++;
                        var _ = LOCAL.read(body);
                    }
                } catch (JacksonException | RenderError e) {
                    refused.add("%s: %s\n%s".formatted(ROOT.relativize(page), e.getMessage(), block));
                }
            }
        }
        // then
        assertEquals(List.of(), refused);
        assertTrue(read >= 8, "only %d blocks are of project files".formatted(read));
    }

    private static final RequestReader LOCAL = new RequestReader(
            SourcePolicy.LocalRun.in(ROOT, Set.of("media"), _ -> Optional.empty()),
            (source, _) -> {
                throw new AssertionError("nothing is to be downloaded, not " + source);
            });

    /// A block may show the fields of an object without its braces.
    private static JsonNode parsed(String block) {
        String text = block.strip();
        return Json.MAPPER.readTree(text.startsWith("\"") ? "{%s}".formatted(text.replaceFirst(",$", "")) : text);
    }

    private static List<String> blocks(Path page) throws IOException {
        return BLOCK.matcher(Files.readString(page))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> top = Files.list(ROOT); Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
