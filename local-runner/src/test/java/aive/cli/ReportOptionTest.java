package aive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.cloud.FakeAws;
import aive.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reports of real renders, and of the same executions as AWS would describe them.
class ReportOptionTest {

    private static final String EXECUTION = FakeAws.execution("film");

    /// Fields that hold JSON as text in AWS's histories.
    private static final Set<String> AS_TEXT = Set.of("input", "output", "parameters");

    @TempDir
    private Path folder = Path.of("");

    private static Document parsed(Path page) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(Files.readAllBytes(page)));
    }

    /// The texts of all elements of a name and a class.
    private static List<String> texts(Document page, String name, String kind) {
        NodeList found = page.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .filter(element -> element.getAttribute("class").equals(kind))
                .map(Element::getTextContent)
                .toList();
    }

    private static int pictures(Document page) {
        NodeList images = page.getElementsByTagName("img");
        return (int) IntStream.range(0, images.getLength())
                .filter(i -> !((Element) images.item(i)).getAttribute("alt").isEmpty())
                .count();
    }

    @Test
    void aReportTellsOfALocalRenderAndOfTheSameExecutionOnAws() throws Exception {
        // given
        Cli cli = Cli.in(folder);
        Path project = TestProject.ofStills(2, 0.5).text(1, "</script><b>\u202E שלום").write(folder);
        Path local = folder.resolve("pages/local.html");
        // when
        cli.render(project, "--chunk-seconds", "0.1", "--report", local.toString()).done();
        // then
        Document page = parsed(local);
        assertEquals("test: render done", page.getElementsByTagName("title").item(0).getTextContent());
        List<String> steps = List.of("done", "done, 2 of 2", "done", "done, 2 of 2", "done", "done");
        assertEquals(steps, texts(page, "span", "fact"));
        assertEquals(2, pictures(page));
        List<String> captions = List.of("Sentence number 0", "</script><b>\u202E שלום");
        assertEquals(captions, texts(page, "p", "caption"));
        assertEquals(1, texts(page, "path", "curve").size());
        assertTrue(texts(page, "p", "lead").get(1).matches("2 chunks: 2 rendered\\. The soundtrack has −1[0-9]\\.[0-9] LUFS.*"),
                texts(page, "p", "lead").get(1));
        cli.assertTidy();

        // given the same execution on AWS
        try (FakeAws aws = new FakeAws()) {
            JsonNode history = Json.tree(Files.readAllBytes(cli.store().resolve(cli.keys("executions/").getFirst())));
            ObjectNode result = (ObjectNode) history.path("events").get(history.path("events").size() - 1)
                    .path("details").path("output");
            String video = result.path("s3_key").asString();
            result.put("video_uri", "s3://%s/%s".formatted(FakeAws.VIDEOS, video));
            result.putObject("cost").put("dollars", 0.0031).putArray("steps")
                    .addObject().put("state", "Stitch video").put("dollars", 0.0003);
            onAws(aws, history, result);
            for (String key : cli.keys("projects/")) {
                aws.with(FakeAws.WORK, key, Files.readAllBytes(cli.store().resolve(key)));
            }
            aws.with(FakeAws.VIDEOS, video, Files.readAllBytes(cli.store().resolve(video)));
            Path deployed = folder.resolve("deployed.html");
            // when
            cli.run("status", EXECUTION, "--report", deployed.toString()).done();
            // then
            Document remote = parsed(deployed);
            assertEquals(steps, texts(remote, "span", "fact"));
            assertEquals(2, pictures(remote));
            assertEquals(captions, texts(remote, "p", "caption"));
            assertEquals(texts(page, "p", "lead").get(1), texts(remote, "p", "lead").get(1));
            assertEquals(1, texts(remote, "path", "curve").size());
            assertEquals("$0.0003", texts(remote, "td", "number").getLast());

            // when the buckets have been emptied
            aws.objects(FakeAws.WORK).clear();
            aws.objects(FakeAws.VIDEOS).clear();
            cli.run("status", EXECUTION, "--report", deployed.toString()).done();
            // then
            Document rest = parsed(deployed);
            assertEquals(steps, texts(rest, "span", "fact"));
            String notes = rest.getElementsByTagName("footer").item(0).getTextContent();
            assertTrue(notes.contains("the video has been deleted"), notes);
            assertTrue(notes.contains("The plan is no longer in the store"), notes);
        }
    }

    private static void onAws(FakeAws aws, JsonNode history, JsonNode result) {
        ObjectNode described = exchange(aws, "DescribeExecution");
        described.put("executionArn", EXECUTION).put("name", "film").put("status", "SUCCEEDED")
                .put("startDate", 1_795_435_200.113).put("stopDate", 1_795_435_203.5)
                .put("redriveStatus", "NOT_REDRIVABLE").put("output", result.toString());
        ObjectNode machine = exchange(aws, "DescribeStateMachineForExecution");
        machine.put("definition", "{\"States\": {\"Render many chunks\": {\"ItemReader\": {\"Arguments\":"
                + " {\"Bucket\": \"%s\", \"Key\": \"k\"}}}}}".formatted(FakeAws.WORK));
        ArrayNode events = exchange(aws, "GetExecutionHistory").putArray("events");
        for (JsonNode event : history.path("events")) {
            String type = event.path("type").asString();
            String field = type.endsWith("StateEntered") ? "stateEntered"
                    : type.endsWith("StateExited") ? "stateExited"
                    : type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
            ObjectNode details = events.addObject().put("id", event.path("id").asLong())
                    .put("previousEventId", event.path("previousEventId").asLong())
                    .put("timestamp", BigDecimal.valueOf(
                            Instant.parse(event.path("timestamp").asString()).toEpochMilli(), 3))
                    .put("type", type).putObject(field + "EventDetails");
            for (var detail : event.path("details").properties()) {
                details.set(detail.getKey(), AS_TEXT.contains(detail.getKey())
                        ? JsonNodeFactory.instance.stringNode(detail.getValue().toString()) : detail.getValue());
            }
        }
    }

    /// Adds an exchange about the execution and returns its answer.
    private static ObjectNode exchange(FakeAws aws, String operation) {
        ObjectNode exchange = JsonNodeFactory.instance.objectNode().put("operation", operation);
        exchange.putObject("request").put("executionArn", EXECUTION);
        aws.answering(exchange);
        return exchange.putObject("response");
    }

    @Test
    void aFailedRenderHasAReportThatBeginsWithTheFailure() throws Exception {
        // given footage that is no media
        Cli cli = Cli.in(folder);
        Path text = Files.writeString(folder.resolve("clip.mp4"), "not a video ".repeat(200));
        Path project = TestProject.ofStills(2, 0.5).footage(1, text.toString()).write(folder);
        Path report = folder.resolve("report.html");
        // when
        Cli.Ran ran = cli.render(project, "--report", report.toString()).failed(1);
        // then
        Document page = parsed(report);
        assertEquals("Failed: Fetch media", page.getElementsByTagName("h2").item(0).getTextContent());
        Element failure = (Element) page.getElementsByTagName("section").item(0);
        assertTrue(failure.getTextContent().contains("MediaUnusable"), failure.getTextContent());
        assertTrue(failure.getTextContent().contains("/project_data/sentences/1/selected_footage/url"));
        assertEquals("done", texts(page, "span", "fact").getFirst());
        assertTrue(texts(page, "span", "fact").get(1).startsWith("failed"), texts(page, "span", "fact").toString());
        assertEquals("not reached", texts(page, "span", "fact").getLast());
        assertTrue(ran.err().contains("error: MediaUnusable"), ran.err());
    }

    @Test
    void aReportThatWouldOverwriteTheProjectIsRefused() throws IOException {
        // given
        Cli cli = Cli.in(folder);
        Path project = TestProject.ofStills(1, 0.5).write(folder);
        // when
        Cli.Ran ran = cli.render(project, "--report", project.toString()).failed(2);
        // then
        assertTrue(ran.errors().getFirst().contains("would overwrite"), ran.err());
        assertFalse(Files.readString(project, StandardCharsets.UTF_8).contains("<html"));
    }
}
