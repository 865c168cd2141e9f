package aive.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the code blocks of documents and the files that they show together.
///
/// `<!-- snippet: FILE -->` before a code block names the file that the block shows; `FILE#NAME` names a region of it.
/// A region is between the lines `# region: NAME` and `# endregion`, or `// region: NAME` and `// endregion`.
/// `-Dgolden.write=true` writes the blocks again.
class DocumentSnippetsTest {

    private static final Path ROOT = Path.of("..");

    private static final Pattern SNIPPET =
            Pattern.compile("<!-- snippet: ([^#\\n]+?)(?:#([^\\n]+?))? -->\\n```(\\w*)\\n(.*?)```\\n", Pattern.DOTALL);

    private static final Pattern BEGIN = Pattern.compile("\\s*(?:#|//) region: (.+)");

    private static final Pattern END = Pattern.compile("\\s*(?:#|//) endregion");

    private static final String COMMAND = "mvn -o -q test -pl local-runner -am -Dtest=DocumentSnippetsTest"
            + " -Dgolden.write=true -Dsurefire.failIfNoSpecifiedTests=false";

    @Test
    void theBlocksShowTheFiles() throws IOException {
        for (Path document : documents()) {
            String is = Files.readString(document);
            String shouldBe = SNIPPET.matcher(is).replaceAll(found -> Matcher.quoteReplacement(written(found)));
            if (Boolean.getBoolean("golden.write") && !shouldBe.equals(is)) {
                Files.writeString(document, shouldBe);
            } else {
                assertEquals(shouldBe, is, "%s shows other code than its files; write it again: %s"
                        .formatted(document, COMMAND));
            }
        }
    }

    @Test
    void everyRegionIsShown() throws IOException {
        // given
        Set<String> shown = new TreeSet<>();
        for (Path document : documents()) {
            SNIPPET.matcher(Files.readString(document))
                    .results()
                    .forEach(found -> shown.add(found.group(1) + "#" + found.group(2)));
        }
        // when
        Set<String> regions = new TreeSet<>();
        for (Path file : files("examples", ".py")) {
            for (String line : Files.readAllLines(file)) {
                BEGIN.matcher(line)
                        .results()
                        .forEach(region -> regions.add(ROOT.relativize(file) + "#" + region.group(1)));
            }
        }
        // then
        assertFalse(regions.isEmpty());
        regions.removeAll(shown);
        assertEquals(Set.of(), regions);
    }

    private static String written(MatchResult found) {
        String name = found.group(1) + (found.group(2) == null ? "" : "#" + found.group(2));
        try {
            List<String> lines = Files.readAllLines(ROOT.resolve(found.group(1)), UTF_8);
            String code = code(found.group(2) == null ? withoutMarkers(lines) : region(lines, found.group(2), name));
            return "<!-- snippet: %s -->\n```%s\n%s```\n".formatted(name, found.group(3), code);
        } catch (IOException e) {
            throw new AssertionError("no file for the snippet " + name, e);
        }
    }

    private static List<String> withoutMarkers(List<String> lines) {
        return lines.stream()
                .filter(line -> !BEGIN.matcher(line).matches() && !END.matcher(line).matches())
                .toList();
    }

    private static List<String> region(List<String> lines, String region, String name) {
        List<String> found = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            Matcher begin = BEGIN.matcher(line);
            if (begin.matches() && begin.group(1).equals(region)) {
                inside = true;
            } else if (END.matcher(line).matches()) {
                inside = false;
            } else if (inside) {
                found.add(line);
            }
        }
        if (found.isEmpty()) {
            throw new AssertionError("there is no region for the snippet " + name);
        }
        return found;
    }

    /// Removes the common indent, and blank lines at both ends.
    private static String code(List<String> lines) {
        // a blank last line would count as a line without indent
        String code = lines.stream().collect(Collectors.joining("\n")).stripTrailing();
        return code.stripIndent().strip() + "\n";
    }

    private static List<Path> documents() throws IOException {
        return Stream.concat(files("docs", ".md").stream(), Stream.of(ROOT.resolve("README.md")))
                .toList();
    }

    private static List<Path> files(String folder, String suffix) throws IOException {
        try (Stream<Path> all = Files.walk(ROOT.resolve(folder))) {
            return all.filter(file -> file.toString().endsWith(suffix) && !file.toString().contains(".venv"))
                    .sorted()
                    .toList();
        }
    }
}
