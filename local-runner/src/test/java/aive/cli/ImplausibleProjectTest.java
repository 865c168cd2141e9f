package aive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Projects that are valid, but cannot be meant: what the command line says before it renders.
class ImplausibleProjectTest {

    @TempDir
    private Path folder = Path.of("");

    private Cli cli = Cli.in(folder);

    @BeforeEach
    void anEmptyStore() {
        cli = Cli.in(folder);
    }

    @Test
    void timesInMillisecondsAreRefusedWithTheGuess() {
        // given: three sentences of a narration of 8 s
        TestProject project = TestProject.ofFourSentences();
        for (int i = 0; i < 4; i++) {
            project.sentence(i).put("start_time", 2_000 * i).put("end_time", 2_000 * (i + 1));
        }
        // when
        Cli.Ran ran = cli.run("plan", project.write(folder)).failed(2);
        // then
        assertEquals(
                List.of("error: InvalidProject: /project_data/sentences/3/end_time: the times seem to be in milliseconds "
                        + "and must be in seconds: sentence s3 ends at 8000, and the narration is 8 s long; divide "
                        + "them by 1,000"),
                ran.errors());
    }

    @Test
    void anEndThatIsCutDoesNotLengthenTheVideo() {
        // given: the first sentence ends after a minute, and the second starts after two seconds
        TestProject project = TestProject.ofFourSentences();
        project.sentence(0).put("end_time", 60);
        // when
        JsonNode plan = cli.run("plan", project.write(folder), "--json").done().json();
        // then
        assertEquals(240, plan.get("frames").asInt());
        assertEquals(List.of("/project_data/sentences/0/end_time"), pointers(plan));
    }

    @Test
    void thePlanSaysWhatLambdaAndPhonesCannotDo() {
        // given: a still image for forty minutes, in one chunk of the largest frames
        TestProject project = TestProject.ofStills(1, 2_400);
        ObjectNode render = project.render();
        render.put("width", 4_096).put("height", 2_160).put("fps", 120).put("quality", "lossless");
        render.put("chunk_seconds", 1_000_000);
        // when
        Cli.Ran ran = cli.run("plan", project.write(folder)).done();
        JsonNode plan = cli.run("plan", project.write(folder), "--json").done().json();
        // then
        assertTrue(ran.out().contains("of Lambda's 900 s"), ran.out());
        assertTrue(plan.get("predicted").get("slowest_chunk_seconds").asDouble() > 900, plan.toString());
        assertEquals(
                List.of(
                        "/project_data/sentences/0/end_time", "/render/quality", "/render/fps", "/render/fps",
                        "/render/chunk_seconds", "/render/quality"),
                pointers(plan));
        assertTrue(ran.err().contains("chunk_seconds: chunk 1 of 1 (sentence s0) takes about "), ran.err());
    }

    private static List<String> pointers(JsonNode plan) {
        List<String> pointers = new ArrayList<>();
        plan.get("warnings").forEach(warning -> pointers.add(warning.get("pointer").asString()));
        return pointers;
    }
}
