package aive.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/reference/hostile-inputs.md` names tests that exist, and lists every case.
class HostileInputsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ROW = Pattern.compile("\\| ([A-D][0-9]+) \\| (.+) \\| (.+) \\| (.*) \\|");
    private static final Pattern NAME = Pattern.compile("`(\\w+)\\.(\\w+)`");

    /// The number of cases of each group.
    private static final Map<String, Integer> CASES = Map.of("A", 37, "B", 31, "C", 45, "D", 26);

    /// A row of the table.
    ///
    /// @param tests the names of its tests, `Class.method`
    private record Row(String id, String outcome, List<String> tests) {}

    @Test
    void everyCaseIsListedOnce() throws IOException {
        List<String> expected = CASES.entrySet().stream()
                .flatMap(group -> IntStream.rangeClosed(1, group.getValue()).mapToObj(i -> group.getKey() + i))
                .sorted()
                .toList();
        assertEquals(expected, rows().stream().map(Row::id).sorted().toList());
    }

    @Test
    void everyTestExistsAndEveryCaseHasOneOrSaysWhyNot() throws IOException {
        Map<String, String> tests = tests();
        List<String> missing = new ArrayList<>();
        for (Row row : rows()) {
            assertTrue(!row.tests().isEmpty() || row.outcome().contains("not tested"), () -> row + " has no test");
            for (String test : row.tests()) {
                String[] parts = test.split("\\.");
                String source = tests.getOrDefault(parts[0], "");
                if (!source.contains("void " + parts[1] + "(")) {
                    missing.add("%s: %s".formatted(row.id(), test));
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(ROOT.resolve("docs/reference/hostile-inputs.md")).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> new Row(
                        row.group(1),
                        row.group(3),
                        NAME.matcher(row.group(4))
                                .results()
                                .map(name -> name.group(1) + "." + name.group(2))
                                .toList()))
                .toList();
    }

    /// The source of every test class, by its simple name.
    private static Map<String, String> tests() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path folder : modules.map(module -> module.resolve("src/test/java")).toList()) {
                if (Files.isDirectory(folder)) {
                    try (Stream<Path> files = Files.walk(folder)) {
                        files.filter(file -> file.toString().endsWith(".java"))
                                .forEach(file -> sources.put(
                                        file.getFileName().toString().replace(".java", ""), read(file)));
                    }
                }
            }
        }
        return sources;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
