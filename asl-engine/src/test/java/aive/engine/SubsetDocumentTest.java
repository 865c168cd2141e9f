package aive.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Compares the lists in `docs/reference/asl-subset.md` with those of the engine.
class SubsetDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "reference", "asl-subset.md");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    @Test
    void theDocumentListsTheFieldsOfEveryObject() throws IOException {
        // given
        Map<String, List<String>> documented = new LinkedHashMap<>();
        Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| ") && line.contains("`"))
                .forEach(line -> {
                    String[] cells = line.split("\\|");
                    documented.put(cells[1].strip(), names(cells[2]));
                });
        // when
        Map<String, List<String>> implemented = new LinkedHashMap<>();
        for (ObjectType type : ObjectType.values()) {
            implemented.put(type.title(), type.fields());
        }
        // then
        assertEquals(implemented, documented);
    }

    @Test
    void theDocumentListsEveryFunction() throws IOException {
        assertEquals(List.copyOf(ExpressionFunctions.names()), listed("- Functions: "));
    }

    @Test
    void theDocumentListsEveryFieldOfTheContextObject() throws IOException {
        assertEquals(ExpressionScope.contextPaths(), listed("- Context: "));
    }

    @Test
    void theDocumentListsEveryReservedError() throws IOException {
        assertEquals(
                ErrorNames.RESERVED.stream().sorted().toList(),
                listed("- Names beginning with `States.` that an `ErrorEquals` may have: "));
    }

    private static List<String> listed(String start) throws IOException {
        String line = Files.readAllLines(DOCUMENT).stream()
                .filter(candidate -> candidate.startsWith(start))
                .findFirst()
                .orElseThrow();
        return names(line.substring(start.length()));
    }

    private static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
