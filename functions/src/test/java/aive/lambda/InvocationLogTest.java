package aive.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.mockito.Mockito.mock;

import aive.error.StorageUnavailable;
import aive.json.Json;
import aive.notify.CallbackUndelivered;
import aive.notify.Notify;
import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class InvocationLogTest {

    private final List<String> lines = new ArrayList<>();

    @Test
    void whatWasToldIsLogged() {
        // given
        Notify.NotifyResult result = new Notify.NotifyResult(List.of(
                "delivered; the server answered with status 200 [https://host.example/status]", "none requested"),
                List.of());
        // when
        log().done(result, Duration.ofMillis(7), new InvocationLog.Metrics());
        // then
        assertEquals(
                "done: delivered; the server answered with status 200 [https://host.example/status]; none requested",
                said());
    }

    @Test
    void anEventSaysWhichExecutionItIsAbout() {
        // when
        log("{\"detail-type\": \"Step Functions Execution Status Change\", \"detail\": {\"name\": \"job-7\","
                        + " \"input\": \"secret\"}}")
                .begin(true);
        log("{\"detail-type\": \"Object Created\", \"detail\": {\"bucket\": {\"name\": \"work\"}}}")
                .begin(true);
        // then
        assertEquals(
                "job-7",
                Json.tree(lines.getFirst().getBytes(UTF_8)).get("execution").asString());
        assertFalse(lines.getFirst().contains("secret"), lines.getFirst());
        assertFalse(last().has("execution"), lines.getLast());
    }

    @Test
    void aCallOfWhichNobodyNeedsToHearSaysSo() {
        log().done(new Notify.NotifyResult(List.of(), List.of()), Duration.ofMillis(7), new InvocationLog.Metrics());
        assertEquals("done: nothing to send", said());
    }

    @Test
    void whyACallbackCouldNotBeToldIsLogged() {
        log().failed(
                        new CallbackUndelivered(
                                "https://host.example/status answers with status 503.",
                                List.of(Loggable.Measure.count("RendersFailed"))),
                        Duration.ofMillis(7),
                        new InvocationLog.Metrics());
        assertEquals(1, last().path("RendersFailed").asInt());
        assertEquals(
                "[{\"Name\":\"RendersFailed\",\"Unit\":\"Count\"}]",
                last().at("/_aws/CloudWatchMetrics/0/Metrics").toString());
        assertEquals("failed: https://host.example/status answers with status 503.", said());
    }

    @Test
    void ofErrorsOnlyOursAreQuoted() {
        log().failed(new StorageUnavailable("", "S3 answers 503"), Duration.ofMillis(7), new InvocationLog.Metrics());
        assertEquals("failed: S3 answers 503", said());
        log().failed(
                        new IllegalStateException("https://host.example/?secret=1"),
                        Duration.ofMillis(7),
                        new InvocationLog.Metrics());
        assertFalse(lines.getLast().contains("secret"), lines.getLast());
        assertEquals("java.lang.IllegalStateException", last().get("error").asString());
    }

    private InvocationLog log() {
        return log("{}");
    }

    private InvocationLog log(String event) {
        return new InvocationLog(
                "dev",
                "notify",
                Invocation.ofEvent(event.getBytes(UTF_8)),
                mock(Context.class),
                InstantSource.fixed(Instant.EPOCH),
                lines::add);
    }

    private String said() {
        return "%s: %s"
                .formatted(
                        last().get("outcome").asString(), last().path("message").asString());
    }

    private JsonNode last() {
        return Json.tree(lines.getLast().getBytes(UTF_8));
    }
}
