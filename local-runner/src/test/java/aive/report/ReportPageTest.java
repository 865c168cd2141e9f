package aive.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

class ReportPageTest {

    record Sample(String name, ExecutionReport report) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Sample> samples() {
        return Stream.of(
                new Sample("chunks-1", new SampleReports(1, 2).report()),
                new Sample("chunks-60", new SampleReports(60, 8).reusing(0.5).report()),
                new Sample("chunks-800", new SampleReports(800, 200).reusing(0.1).report()),
                new Sample("failed", new SampleReports(23, 4).failing().report()),
                new Sample("reused", new SampleReports(11, 2).reusing(1).report()),
                new Sample("hostile", new SampleReports(4, 2).captioned(SampleReports.HOSTILE.repeat(150)).report()));
    }

    static Document parsed(String page) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(page.getBytes(UTF_8)));
    }

    static List<Element> elements(Document page, String name) {
        NodeList found = page.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
    }

    /// Holds what holds of every page.
    static Document assertWhole(String page) throws Exception {
        Document document = parsed(page);
        List<Element> all = elements(document, "*");
        for (Element element : all) {
            for (String name : List.of("src", "href", "xlink:href", "srcset", "action", "data")) {
                assertTrue(
                        element.getAttribute(name).isEmpty() || element.getAttribute(name).matches("(?s)data:image/jpeg;.*|#.*"),
                        element.getAttribute(name));
            }
            assertFalse(element.getTagName().matches("script|link|iframe|object|use"), element.getTagName());
        }
        String css = elements(document, "style").getFirst().getTextContent();
        assertFalse(css.contains("url(") || css.contains("@import"), css);
        // Headings are in order, without a level left out.
        int level = 0;
        for (Element element : all) {
            if (element.getTagName().matches("h[1-6]")) {
                int next = element.getTagName().charAt(1) - '0';
                assertTrue(next <= level + 1, element.getTextContent());
                level = next;
            }
        }
        List<String> ids = all.stream().map(element -> element.getAttribute("id")).filter(id -> !id.isEmpty()).toList();
        assertEquals(ids.stream().distinct().toList(), ids);
        for (Element element : all) {
            for (String name : element.getAttribute("aria-labelledby").split(" ")) {
                assertTrue(name.isEmpty() || ids.contains(name), name);
            }
        }
        for (Element image : elements(document, "img")) {
            assertTrue(image.hasAttribute("alt"));
        }
        return document;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aPageIsWholeAndNeedsNothingElse(Sample sample) throws Exception {
        // when
        String page = ReportPage.of(sample.report());
        // then
        Document document = assertWhole(page);
        assertEquals(sample.report().chunks().size(),
                elements(document, "svg").stream().filter(svg -> svg.getAttribute("class").equals("band")).findFirst()
                        .orElseThrow().getElementsByTagName("svg").getLength());
        int attempts = sample.report().calls().stream().mapToInt(call -> call.attempts().size()).sum();
        assertEquals(attempts, rows(document, "Function calls in the order of their start, in seconds"));
        assertEquals(sample.report().scenes().size(), rows(document, "Sentences of the video"));
        // for people to look at: see docs/how-to/read-a-report.md
        Files.writeString(Files.createDirectories(Path.of("target/reports")).resolve(sample.name() + ".html"), page);
    }

    private static int rows(Document page, String caption) {
        for (Element table : elements(page, "table")) {
            Node first = table.getElementsByTagName("caption").item(0);
            if (first.getTextContent().equals(caption)) {
                return ((Element) table.getElementsByTagName("tbody").item(0)).getElementsByTagName("tr").getLength();
            }
        }
        throw new AssertionError("no table " + caption);
    }

    @Test
    void givenHostileText_thenItIsShownAsTextAndCut() throws Exception {
        // when
        String page = ReportPage.of(
                new SampleReports(1, 1).captioned(SampleReports.HOSTILE.repeat(150)).report());
        // then
        Document document = parsed(page);
        assertEquals(List.of(), elements(document, "b"));
        Element caption = elements(document, "p").stream()
                .filter(each -> each.getAttribute("class").equals("caption")).findFirst().orElseThrow();
        assertTrue(caption.getTextContent().startsWith("</script><b onmouseover=\"x()\">&'\uFFFD\uFFFD \u202Eשלום"));
        assertTrue(caption.getTextContent().endsWith("…"));
        assertEquals(401, caption.getTextContent().length());
        assertEquals("auto", caption.getAttribute("dir"));
    }

    @Test
    void givenAFailure_thenItComesFirstWithItsRemedy() throws Exception {
        // when
        Document page = parsed(ReportPage.of(new SampleReports(23, 4).failing().report()));
        // then
        List<String> headings = elements(page, "h2").stream().map(Element::getTextContent).toList();
        assertEquals("Failed: Render chunk, chunk 23 of 23, sentences 12–15", headings.getFirst());
        Element section = elements(page, "section").getFirst();
        assertEquals("failure", section.getAttribute("class"));
        assertTrue(section.getTextContent().contains("MediaUnusable"), section.getTextContent());
        assertTrue(section.getTextContent().contains("/project_data/sentences/3/selected_footage/url"));
        assertTrue(section.getTextContent().contains("Correct what is named here"), section.getTextContent());
        assertTrue(section.getTextContent().contains("aws stepfunctions redrive-execution"));
        assertEquals(List.of("done", "done, 2 of 2", "done", "failed, 22 of 23, 2 retries", "done", "not reached"),
                elements(page, "span").stream().filter(each -> each.getAttribute("class").equals("fact"))
                        .map(Element::getTextContent).toList());
    }

    @Test
    void warningsAreListedByTheirSentences() throws Exception {
        // when
        Document page = parsed(ReportPage.of(new SampleReports(2, 1).report()));
        // then
        assertEquals(
                List.of("The project", "Sentence 2 A sentence of the narration, as long as most of them are 2"),
                elements(page, "h3").stream().map(Element::getTextContent).toList());
    }

    @Test
    void reasonsAreGroupedWithTheirChunks() throws Exception {
        // when
        Document page = parsed(ReportPage.of(new SampleReports(7, 2).report()));
        // then
        List<List<String>> rows = new ArrayList<>();
        for (Element row : elements(page, "tr")) {
            if (row.getElementsByTagName("th").item(0).getTextContent().matches("new|text of .*")) {
                rows.add(List.of(row.getElementsByTagName("td").item(0).getTextContent(),
                        row.getElementsByTagName("td").item(1).getTextContent()));
            }
        }
        assertEquals(List.of(List.of("1–2, 4–5, 7", "1–4, 7–10, 13–14"), List.of("3", "5–6"), List.of("6", "11–12")),
                rows);
    }

    @Test
    void givenAnElementIsOpen_thenThereIsNoMarkup() {
        assertThrows(IllegalStateException.class, () -> new Markup().open("p").toString());
    }
}
