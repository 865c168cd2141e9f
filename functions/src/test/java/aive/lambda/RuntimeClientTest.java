package aive.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.aws.TestS3;
import aive.error.RenderError;
import aive.handler.PrepareProjectHandler;
import aive.handler.RenderChunkHandler;
import aive.json.Json;
import aive.plan.PlanSchema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What the state machine hears from our functions, through Lambda's own runtime client. Its native part is there for
/// Linux alone.
@EnabledOnOs(OS.LINUX)
class RuntimeClientTest {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "S3_BUCKET", "videos", "AIVE_WORK_BUCKET", "work", "ENVIRONMENT", "test", "AIVE_FFMPEG", "/nowhere/ffmpeg");

    @TempDir
    private Path folder;

    @Test
    void everyErrorOfOursIsReportedByItsNameAndTheFunctionLivesOn() throws Exception {
        try (RuntimeClient client = RuntimeClient.start(ThrowingHandler.class, folder, ENVIRONMENT)) {
            for (Class<?> type : RenderError.class.getPermittedSubclasses()) {
                // when
                JsonNode plain = client.error("{\"error\": \"%s\"}".formatted(type.getName()));
                JsonNode wrapped = client.error("{\"error\": \"%s\", \"wrapped\": true}".formatted(type.getName()));
                // then
                assertEquals(type.getName(), plain.get("errorType").asString());
                assertEquals(type.getName(), wrapped.get("errorType").asString());
                assertEquals(
                        "/audio_url: it is told to fail",
                        plain.get("errorMessage").asString());
            }
            assertEquals(
                    "aive.error.OutOfSpace",
                    client.error("{\"error\": \"disk full\"}").get("errorType").asString());
            assertEquals(
                    "aive.error.ChunkMismatch",
                    client.error("{\"error\": \"nothing\", \"schema\": 0}")
                            .get("errorType")
                            .asString());
            assertEquals(
                    "aive.error.ChunkMismatch",
                    client.error("{\"mistake\": \"nothing\"}").get("errorType").asString());

            // what a call leaves behind, the next does not find, not even after one that hung until its time was up
            assertEquals("", client.result("{\"error\": \"nothing\"}").asString());
            JsonNode late = timedOut(client);
            assertEquals("aive.error.DeadlineExceeded", late.get("errorType").asString());
            assertEquals("", client.result("{\"error\": \"nothing\"}").asString());

            // memory that is gone is gone for the next call as well: the process ends
            assertEquals(
                    "java.lang.OutOfMemoryError",
                    client.error("{\"error\": \"java.lang.OutOfMemoryError\"}")
                            .get("errorType")
                            .asString());
            assertTrue(client.ends());
        }
    }

    private static JsonNode timedOut(RuntimeClient client) throws Exception {
        FakeRuntimeApi.Answer answer = client.call("{\"error\": \"hang\"}", Duration.ofMillis(3_300));
        assertEquals("error", answer.kind());
        return Json.tree(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void prepareNamesWhatIsWrongWithAProjectAndSaysWhoAsked() throws Exception {
        // given: what a killed process has left
        Path left = Files.createDirectories(ThrowingHandler.work(Files.createDirectories(folder.resolve("tmp"))))
                .resolve("chunk.mp4");
        Files.writeString(left, "half of it");
        try (RuntimeClient client = RuntimeClient.start(PrepareProjectHandler.class, folder, ENVIRONMENT)) {
            // when
            JsonNode error = client.error("""
                {"execution": "film-1", "retry": 2, "input": {"project_data": {"id": "film"}, "audio_url": "https://h.example/a.mp3?token=secret"}}\
                """);
            // then
            assertEquals("aive.error.InvalidProject", error.get("errorType").asString());
            assertTrue(error.get("errorMessage").asString().contains("/project_data/sentences"), error.toString());
            assertFalse(Files.exists(left));
            List<JsonNode> log = client.log();
            assertEquals(2, log.size(), client.output());
            for (JsonNode line : log) {
                assertEquals(
                        "film-1 2 prepare test 7",
                        "%s %d %s %s %s"
                                .formatted(
                                        line.get("execution").asString(),
                                        line.get("retry").asInt(),
                                        line.get("step").asString(),
                                        line.get("stage").asString(),
                                        line.get("version").asString()));
            }
            JsonNode end = log.getLast();
            assertEquals(
                    "failed aive.error.InvalidProject",
                    end.get("outcome").asString() + " " + end.get("error").asString());
            assertFalse(client.output().contains("secret"), client.output());
            assertMetrics(end);
        }
    }

    private static void assertMetrics(JsonNode end) {
        JsonNode directive = end.at("/_aws/CloudWatchMetrics/0");
        assertEquals(
                "AIVE [[\"stage\",\"step\"]]",
                directive.get("Namespace").asString() + " " + directive.get("Dimensions"));
        for (JsonNode metric : directive.get("Metrics")) {
            assertTrue(end.path(metric.get("Name").asString()).isNumber(), metric.toString());
        }
        assertEquals(1, end.get("Retries").asInt());
        assertTrue(end.get("PeakMemory").asDouble() > 2 && end.get("PeakMemory").asDouble() < 100, end.toString());
        assertTrue(
                end.get("PeakStorage").asDouble() > 0 && end.get("PeakStorage").asDouble() < 100, end.toString());
    }

    @Test
    void prepareWritesAProjectIntoItsBucketAndCountsWhatItWrote() throws Exception {
        // given
        String work = TestS3.bucket("work");
        Map<String, String> environment = Map.of(
                "S3_BUCKET",
                "videos",
                "AIVE_WORK_BUCKET",
                work,
                "ENVIRONMENT",
                "test",
                "AWS_ENDPOINT_URL",
                TestS3.endpoint(),
                "AIVE_RENDER_CONCURRENCY",
                "7");
        try (RuntimeClient client = RuntimeClient.start(PrepareProjectHandler.class, folder, environment)) {
            // when
            JsonNode prepared = client.result("""
                {"execution": "film-1", "retry": 0, "input": {"project_data": {"id": "film", "sentences": [{"id": "s1", "text": "Hello.", "start_time": 0,
                 "end_time": 2, "selected_footage": {"url": "https://h.example/clip.mp4?token=secret"}}]}, "audio_url": "https://h.example/a.mp3"}}\
                """);
            // then
            assertEquals(
                    "1 2 7",
                    "%d %d %d"
                            .formatted(
                                    prepared.get("sentences").asInt(),
                                    prepared.get("batches").size(),
                                    prepared.get("render_concurrency").asInt()));
            String key = "projects/%s/request.json"
                    .formatted(prepared.get("render_id").asString());
            byte[] request = TestS3.CLIENT
                    .getObjectAsBytes(get -> get.bucket(work).key(key))
                    .asByteArray();
            assertEquals(PlanSchema.CURRENT, Json.tree(request).get("schema").asInt());
            JsonNode end = client.log().getLast();
            assertEquals(
                    "done " + prepared.get("render_id").asString(),
                    end.get("outcome").asString() + " " + end.get("render_id").asString());
            assertTrue(end.get("BytesWritten").asLong() > request.length, end.toString());
            assertFalse(client.output().contains("token"), client.output());
        }
    }

    @Test
    void aFunctionWithoutItsLayerSaysWhatIsMissing() throws Exception {
        try (RuntimeClient client = RuntimeClient.start(
                RenderChunkHandler.class,
                folder,
                ENVIRONMENT,
                "-Dsun.awt.fontconfig=/nowhere/fonts/fontconfig.properties")) {
            // when
            JsonNode error = client.error("""
                {"chunk": 3, "of": 17, "sentences": "12–15", "from": "0:01:05.400", "to": "0:01:15.000", "sha256": "00",
                 "spec_key": "projects/film/chunk-specs.jsonl", "spec_offset": 0, "spec_length": 10, "schema": %d, "execution": "film-1", "retry": 0}\
                """.formatted(PlanSchema.CURRENT));
            // then
            assertEquals("aive.error.ConfigurationError", error.get("errorType").asString());
            assertTrue(error.get("errorMessage").asString().contains("/nowhere/ffmpeg is missing"), error.toString());
            assertTrue(
                    error.get("errorMessage").asString().contains("/nowhere/fonts/fontconfig.properties is missing"),
                    error.toString());
            JsonNode end = client.log().getLast();
            assertEquals(
                    "film-1 3 of 17",
                    "%s %d of %d"
                            .formatted(
                                    end.get("execution").asString(),
                                    end.get("chunk").asInt(),
                                    end.get("of").asInt()));
        }
    }

    @Test
    void aFunctionWithoutItsSettingsNamesThemAll() throws Exception {
        try (RuntimeClient client =
                RuntimeClient.start(PrepareProjectHandler.class, folder, Map.of("AIVE_RENDER_CONCURRENCY", "many"))) {
            // when
            JsonNode error = client.error("{}");
            // then
            assertEquals("aive.error.ConfigurationError", error.get("errorType").asString());
            for (String name : List.of("S3_BUCKET", "AIVE_WORK_BUCKET", "ENVIRONMENT", "AIVE_RENDER_CONCURRENCY")) {
                assertTrue(
                        error.get("errorMessage").asString().contains("environment variable " + name),
                        error.toString());
            }
        }
    }
}
