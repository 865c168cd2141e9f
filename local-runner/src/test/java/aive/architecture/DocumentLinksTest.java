package aive.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every link of a document to a file or a heading of this repository leads somewhere, and every page can be found.
class DocumentLinksTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    /// Code has brackets and parentheses that are no links.
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\\n]*`");

    @Test
    void everyLinkLeadsToAFileOrAHeading() throws IOException {
        // when
        List<String> dead = new ArrayList<>();
        int links = 0;
        for (Path document : Documents.all()) {
            for (String link : links(document)) {
                links++;
                int anchor = link.indexOf('#');
                String file = anchor < 0 ? link : link.substring(0, anchor);
                Path target = file.isEmpty() ? document : document.resolveSibling(file).normalize();
                if (!Files.exists(target)) {
                    dead.add("%s: %s".formatted(document, link));
                } else if (anchor >= 0 && !anchors(target).contains(link.substring(anchor + 1))) {
                    dead.add("%s: %s has no such heading".formatted(document, link));
                }
            }
        }
        // then
        assertEquals(List.of(), dead);
        assertTrue(links > 100, "only %d links were found".formatted(links));
    }

    @Test
    void everyPageIsLinkedFromAnother() throws IOException {
        // given
        Set<Path> linked = new HashSet<>();
        for (Path document : Documents.all()) {
            for (String link : links(document)) {
                Path target = document.resolveSibling(link.replaceFirst("#.*", "")).normalize();
                if (!target.equals(document)) {
                    linked.add(target);
                }
            }
        }
        // then
        assertEquals(
                List.of(),
                Documents.all().stream()
                        .filter(page -> page.startsWith(Documents.ROOT.resolve("docs")))
                        .filter(page -> !linked.contains(page))
                        .toList());
    }

    /// The links of a document to files and headings here.
    private static List<String> links(Path document) throws IOException {
        return LINK.matcher(CODE.matcher(Files.readString(document)).replaceAll(""))
                .results()
                .map(found -> found.group(1))
                .filter(link -> !link.contains("://") && !link.startsWith("mailto:"))
                .toList();
    }

    /// The anchors that GitHub gives the headings of a page.
    private static Set<String> anchors(Path page) throws IOException {
        Set<String> anchors = new HashSet<>();
        if (!Files.isRegularFile(page)) {
            return anchors;
        }
        String text = Pattern.compile("(?ms)^```.*?^```").matcher(Files.readString(page)).replaceAll("");
        for (MatchResult heading : Pattern.compile("(?m)^#{1,6} (.+)$").matcher(text).results().toList()) {
            String anchor = heading.group(1)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            String unique = anchor;
            for (int again = 1; !anchors.add(unique); again++) {
                unique = anchor + "-" + again;
            }
        }
        return anchors;
    }
}
