package aive.lambda;

import aive.error.RenderError;
import aive.json.Json;
import aive.message.FetchedBatch;
import aive.message.MixedSoundtrack;
import aive.message.PlannedRender;
import aive.message.PreparedProject;
import aive.message.RenderResult;
import aive.message.RenderedChunk;
import com.amazonaws.services.lambda.runtime.Context;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes the log events of one invocation as JSON lines: `begin`, `end`, and `left` if its files could not be deleted.
///
/// The `end` event is in CloudWatch's embedded metric format, which turns its numbers into metrics: namespace `AIVE`,
/// dimensions `stage` and `step`. No event holds an input, a secret, or the query of a URL: only messages of our own
/// errors and of [Loggable]s are written.
final class InvocationLog {

    static final String NAMESPACE = "AIVE";

    private static final int LONGEST_MESSAGE = 4_000;

    /// Fields that identify the work, copied from the payload if it has them.
    private static final List<String> FACTS = List.of("render_id", "batch", "chunk", "of", "sentences", "only");

    private final Consumer<String> lines;
    private final InstantSource clock;
    private final ObjectNode about;

    /// @param lines receives each line without its line break
    InvocationLog(
            String stage,
            String step,
            Invocation invocation,
            Context context,
            InstantSource clock,
            Consumer<String> lines) {
        this.lines = lines;
        this.clock = clock;
        this.about = JsonNodeFactory.instance.objectNode().put("stage", stage).put("step", step);
        invocation.execution().ifPresent(name -> about.put("execution", name));
        about.put("retry", invocation.retry());
        about.put("request_id", context.getAwsRequestId()).put("version", context.getFunctionVersion());
        FACTS.stream()
                .filter(name -> invocation.field(name).isString()
                        || invocation.field(name).isNumber())
                .forEach(name -> about.set(name, invocation.field(name)));
    }

    void begin(boolean coldStart) {
        write("begin", JsonNodeFactory.instance.objectNode().put("cold_start", coldStart));
    }

    /// @param dollars the price of the call until now
    void done(Object result, Duration duration, BigDecimal dollars, Metrics metrics) {
        ObjectNode end = end("done", duration, dollars);
        addFacts(result, end);
        metrics.of(result);
        metrics.addTo(end, clock.instant());
        write("end", end);
    }

    /// @param dollars the price of the call until now
    void failed(Throwable error, Duration duration, BigDecimal dollars, Metrics metrics) {
        ObjectNode end = end("failed", duration, dollars)
                .put("error", error.getClass().getName());
        switch (error) {
            case RenderError ours -> end.put("message", cut(String.valueOf(ours.getMessage())));
            case Loggable loggable -> end.put("message", cut(loggable.logMessage()));
            default -> {}
        }
        metrics.of(error);
        metrics.addTo(end, clock.instant());
        write("end", end);
    }

    /// Logs that the files of the invocation could not be deleted.
    void left(Throwable why) {
        write(
                "left",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("error", why.getClass().getName()));
    }

    private static ObjectNode end(String outcome, Duration duration, BigDecimal dollars) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("outcome", outcome)
                .put("duration_ms", duration.toMillis())
                .put("dollars", dollars);
    }

    private void write(String event, ObjectNode more) {
        ObjectNode line = JsonNodeFactory.instance
                .objectNode()
                .put("time", clock.instant().toString())
                .put("event", event);
        line.setAll(about);
        line.setAll(more);
        lines.accept(Json.text(line));
    }

    private static void addFacts(Object result, ObjectNode end) {
        switch (result) {
            case PreparedProject prepared ->
                end.put("render_id", prepared.renderId()).put("sentences", prepared.sentences());
            case FetchedBatch batch -> {
                end.put("fetched", batch.fetched()).put("unchanged", batch.unchanged());
                batch.error().ifPresent(error -> end.put("error", error)
                        .put("message", cut(String.join("\n", batch.problems()))));
            }
            case PlannedRender planned ->
                end.put("chunks", planned.chunkCount()).put("reused", planned.reused());
            case RenderedChunk chunk -> {
                end.put("frames", chunk.frames()).put("reused", chunk.reused());
                chunk.restarted().ifPresent(restarted -> end.put("restarted", restarted));
            }
            case MixedSoundtrack soundtrack -> end.put("reused", soundtrack.reused());
            case RenderResult video -> end.put("s3_key", video.s3Key()).put("sha256", video.sha256());
            case Loggable loggable -> end.put("message", cut(loggable.logMessage()));
            default -> {}
        }
    }

    private static String cut(String message) {
        return message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
    }

    /// The metrics of one invocation.
    static final class Metrics {

        private final ObjectNode values = JsonNodeFactory.instance.objectNode();
        private final ArrayNode names = JsonNodeFactory.instance.arrayNode();

        Metrics put(String name, String unit, long value) {
            return put(name, unit, BigDecimal.valueOf(value));
        }

        Metrics put(String name, String unit, BigDecimal value) {
            names.addObject().put("Name", name).put("Unit", unit);
            values.put(name, value);
            return this;
        }

        /// Adds a share of a limit, in percent with one decimal.
        Metrics putShare(String name, long part, long limit) {
            return put(name, "Percent", BigDecimal.valueOf(Math.multiplyExact(part, 1_000L) / Math.max(1, limit), 1));
        }

        private void of(Object resultOrError) {
            switch (resultOrError) {
                case RenderedChunk chunk ->
                    put("ChunksRendered", "Count", chunk.reused() ? 0 : 1)
                            .put("ChunksReused", "Count", chunk.reused() ? 1 : 0)
                            .put(
                                    "EncodeSeconds",
                                    "Seconds",
                                    new BigDecimal(String.format(Locale.ROOT, "%.3f", chunk.seconds())));
                case FetchedBatch batch -> put("BytesFetched", "Bytes", batch.bytes());
                case Loggable loggable ->
                    loggable.measures().forEach(measure -> put(measure.name(), measure.unit(), measure.value()));
                default -> {}
            }
        }

        private void addTo(ObjectNode line, Instant now) {
            ObjectNode directive = JsonNodeFactory.instance.objectNode().put("Namespace", NAMESPACE);
            directive.putArray("Dimensions").addArray().add("stage").add("step");
            directive.set("Metrics", names);
            ObjectNode aws = line.putObject("_aws").put("Timestamp", now.toEpochMilli());
            aws.putArray("CloudWatchMetrics").add(directive);
            line.setAll(values);
        }
    }
}
