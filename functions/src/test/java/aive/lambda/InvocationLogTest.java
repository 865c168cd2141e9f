package aive.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;

import aive.error.StorageUnavailable;
import aive.json.Json;
import aive.message.FetchedBatch;
import aive.message.RenderedChunk;
import aive.notify.CallbackUndelivered;
import aive.notify.Notify;
import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class InvocationLogTest {

    private static final BigDecimal DOLLARS = new BigDecimal("0.001234");

    private final List<String> lines = new ArrayList<>();

    @Test
    void whatWasToldIsLogged() {
        // given
        Notify.NotifyResult result = new Notify.NotifyResult(List.of(
                "delivered; the server answered with status 200 [https://host.example/status]", "none requested"),
                List.of());
        // when
        log().done(result, Duration.ofMillis(7), DOLLARS, new InvocationLog.Metrics());
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
        log().done(new Notify.NotifyResult(List.of(), List.of()), Duration.ofMillis(7),
                DOLLARS, new InvocationLog.Metrics());
        assertEquals("done: nothing to send", said());
    }

    @Test
    void whyACallbackCouldNotBeToldIsLogged() {
        log().failed(
                        new CallbackUndelivered(
                                "https://host.example/status answers with status 503.",
                                List.of(Loggable.Measure.count("RendersFailed"))),
                        Duration.ofMillis(7),
                        DOLLARS,
                        new InvocationLog.Metrics());
        assertEquals(1, last().path("RendersFailed").asInt());
        assertEquals(
                "[{\"Name\":\"RendersFailed\",\"Unit\":\"Count\"},{\"Name\":\"CallbacksUndelivered\",\"Unit\":\"Count\"}]",
                last().at("/_aws/CloudWatchMetrics/0/Metrics").toString());
        assertEquals("failed: https://host.example/status answers with status 503.", said());
    }

    @Test
    void ofErrorsOnlyOursAreQuoted() {
        log().failed(new StorageUnavailable("", "S3 answers 503"), Duration.ofMillis(7), DOLLARS, new InvocationLog.Metrics());
        assertEquals("failed: S3 answers 503", said());
        log().failed(
                        new IllegalStateException("https://host.example/?secret=1"),
                        Duration.ofMillis(7),
                        DOLLARS,
                        new InvocationLog.Metrics());
        assertFalse(lines.getLast().contains("secret"), lines.getLast());
        assertEquals("java.lang.IllegalStateException", last().get("error").asString());
    }

    @Test
    void aRenderedChunkIsCountedWithItsTimeAndAReusedOneAlone() {
        log().done(
                        new RenderedChunk(3, 90, 1.2345, false, Optional.empty()),
                        Duration.ofMillis(7),
                        DOLLARS,
                        new InvocationLog.Metrics());
        assertEquals(Map.of("ChunksRendered", "1", "ChunksReused", "0", "EncodeSeconds", "1.235"), metrics());
        log().done(
                        new RenderedChunk(3, 90, 0, true, Optional.empty()),
                        Duration.ofMillis(7),
                        DOLLARS,
                        new InvocationLog.Metrics());
        assertEquals(Map.of("ChunksRendered", "0", "ChunksReused", "1", "EncodeSeconds", "0.000"), metrics());
    }

    @Test
    void aBatchOfMediaIsMeasuredByItsBytes() {
        log().done(new FetchedBatch(2, 5, 1, 123_456_789), Duration.ofMillis(7), DOLLARS, new InvocationLog.Metrics());
        assertEquals(Map.of("BytesFetched", "123456789"), metrics());
    }

    @Test
    void aShareIsInPercentOfTheLimit() {
        log().done(
                        "nothing",
                        Duration.ofMillis(7),
                        DOLLARS,
                        new InvocationLog.Metrics().putShare("PeakMemory", 1, 3).put("BytesRead", "Bytes", 77));
        assertEquals(Map.of("PeakMemory", "33.3", "BytesRead", "77"), metrics());
    }

    /// Every metric is explained to operators.
    @Test
    void theGuideHasEveryMetric() throws IOException {
        String guide = Files.readString(Path.of("../docs/how-to/operate.md"));
        Pattern name = Pattern.compile("(?:put|putShare|count)\\(\\s*\"([A-Z][A-Za-z]+)\"");
        Set<String> names = new TreeSet<>();
        for (String file : List.of(
                "lambda/InvocationLog",
                "lambda/LambdaInvocationRunner",
                "notify/CallbackUndelivered",
                "notify/Notify")) {
            name.matcher(Files.readString(Path.of("src/main/java/aive/%s.java".formatted(file))))
                    .results()
                    .forEach(found -> names.add(found.group(1)));
        }
        // fields of the format itself
        names.removeAll(Set.of("Name", "Unit", "Namespace", "Timestamp"));
        assertTrue(names.size() > 8, names.toString());
        names.forEach(metric -> assertTrue(guide.contains("`" + metric + "`"), metric));
    }

    /// The metrics of the last line.
    private Map<String, String> metrics() {
        return last().at("/_aws/CloudWatchMetrics/0/Metrics").valueStream()
                .map(metric -> metric.get("Name").asString())
                .collect(Collectors.toMap(
                        Function.identity(), metric -> last().get(metric).decimalValue().toPlainString()));
    }

    @Test
    void theEndOfACallHasItsPriceButNoMetricOfIt() {
        log().done("result", Duration.ofMillis(7), DOLLARS, new InvocationLog.Metrics());
        assertEquals(DOLLARS, last().get("dollars").decimalValue());
        log().failed(new IllegalStateException(), Duration.ofMillis(7), DOLLARS, new InvocationLog.Metrics());
        assertEquals(DOLLARS, last().get("dollars").decimalValue());
        assertEquals("[]", last().at("/_aws/CloudWatchMetrics/0/Metrics").toString());
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
