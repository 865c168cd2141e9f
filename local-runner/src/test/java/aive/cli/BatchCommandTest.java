package aive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.cloud.FakeAws;
import aive.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Many projects in a file, one line of JSON for each.
class BatchCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private Cli cli = Cli.in(folder);

    @BeforeEach
    void anEmptyStore() {
        cli = Cli.in(folder);
    }

    @Test
    void aFailureDoesNotStopTheOthers() throws IOException {
        // given: a path, a project in a line, and lines with all kinds of faults
        Path project = TestProject.ofStills(1, 0.5).write(folder);
        String inline = Json.text(TestProject.ofStills(1, 1.2).body());
        Path batch = Files.writeString(folder.resolve("batch.jsonl"), String.join("\n", List.of(
                "{\"project\": \"project.json\", \"output\": \"out/a.mp4\"}",
                "{\"project\": \"none.json\"}",
                "",
                "not JSON",
                inline,
                "{\"project\": %s, \"output\": \"out/../out/a.mp4\"}".formatted(inline),
                "{\"project\": \"project.json\", \"output\": \"b.mov\"}",
                "{\"project\": 1}",
                "{\"project\": {\"project_data\": {}}}")));
        // when
        Cli.Ran ran = cli.run("batch", batch);
        // then
        assertEquals(1, ran.exit(), ran.err());
        assertEquals(8, ran.out().lines().count());
        JsonNode first = result(ran, 1);
        assertEquals("succeeded", first.get("status").asString(), ran.out());
        assertEquals(folder.resolve("out/a.mp4").toString(), first.get("output").asString());
        assertEquals(30, first.at("/result/frames").asInt());
        assertTrue(Files.exists(folder.resolve("out/a.srt")));
        assertEquals("there is no file " + folder.resolve("none.json"), result(ran, 2).get("message").asString());
        assertEquals("none.json", result(ran, 2).get("project").asString());
        assertFalse(result(ran, 4).has("project"), ran.out());
        assertEquals("InvalidProject", result(ran, 4).get("error").asString());
        assertTrue(Files.exists(Path.of(result(ran, 5).get("output").asString())), "in the store");
        assertEquals(36, result(ran, 5).at("/result/frames").asInt());
        assertTrue(result(ran, 6).get("message").asString().contains("is also the output of line 1"));
        assertTrue(result(ran, 7).get("message").asString().contains("must end with .mp4 or .m4v"));
        assertEquals("/project", result(ran, 8).at("/problems/0/pointer").asString());
        assertEquals("InvalidProject", result(ran, 9).get("error").asString());
        assertTrue(result(ran, 9).get("problems").size() > 1);
        List<String> said = ran.err().lines().toList();
        assertTrue(said.contains("project.json is done; 1 of 8 projects are done, 0 failed"), ran.err());
        assertTrue(said.contains("line 4 has failed; 3 of 8 projects are done, 2 failed"), ran.err());
        assertTrue(said.contains("test is done; 4 of 8 projects are done, 2 failed"), ran.err());
        assertTrue(said.getLast().endsWith("8 of 8 projects are done, 6 failed"), ran.err());
        assertTrue(Files.exists(project));
        cli.assertTidy();
    }

    @Test
    void allThatSucceedIsExitCodeZeroAndNoFileIsWrongUsage() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.jsonl"), "\n");
        assertEquals("", cli.run("batch", empty).done().out());
        assertTrue(cli.run("batch", folder.resolve("none.jsonl")).failed(2).err().contains("cannot be read"));
    }

    @Test
    void withAStageTheyAreRenderedThere() throws IOException {
        try (FakeAws aws = new FakeAws().succeedingWith("a video")) {
            // given
            ObjectNode other = TestProject.ofStills(1, 0.6).body();
            TestProject.ofStills(1, 0.5).write(folder);
            Path batch = Files.writeString(folder.resolve("batch.jsonl"), String.join("\n", List.of(
                    "{\"project\": \"project.json\", \"output\": \"a.mp4\"}",
                    "{\"project\": %s, \"output\": \"b.mp4\"}".formatted(Json.text(other)),
                    "{}")));
            // when
            Cli.Ran ran = cli.run("batch", batch.toString(), "--stage", "dev");
            // then
            assertEquals(1, ran.exit(), ran.err());
            assertEquals(240, result(ran, 1).at("/result/frames").asInt());
            assertEquals("InvalidProject", result(ran, 3).get("error").asString());
            assertEquals("a video", Files.readString(folder.resolve("a.mp4")));
            assertEquals("captions.srt", Files.readString(folder.resolve("b.srt")));
            assertEquals(2, aws.executions().size());
            // when
            aws.failingWith("aive.error.OutOfSpace", "the disk is full");
            Path failing = Files.writeString(
                    folder.resolve("failing.jsonl"), Json.text(TestProject.ofStills(2, 0.6).body()));
            Cli.Ran failed = cli.run("batch", failing.toString(), "--stage", "dev");
            // then
            assertEquals("OutOfSpace", result(failed, 1).get("error").asString());
            assertEquals("the disk is full", result(failed, 1).get("message").asString());
        }
    }

    private static JsonNode result(Cli.Ran ran, int line) {
        return ran.out().lines()
                .map(Json.MAPPER::readTree)
                .filter(result -> result.get("line").asInt() == line)
                .findFirst()
                .orElseThrow();
    }
}
