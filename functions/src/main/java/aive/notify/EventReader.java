package aive.notify;

import aive.execution.ExecutionState;
import aive.execution.ExecutionStatus;
import aive.json.Json;
import aive.notify.NotifyEvent.CheckDue;
import aive.notify.NotifyEvent.ExecutionChanged;
import aive.notify.NotifyEvent.MarkersLeft;
import aive.step.ProgressMarker;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Parses AWS events: EventBridge's `Step Functions Execution Status Change` and `Object Created`, S3's own
/// notifications (`Records`), and the stack's schedule; also one of these in a message of the queue of delayed
/// notifications.
final class EventReader {

    private static final String EXECUTION_CHANGED = "Step Functions Execution Status Change";
    private static final String OBJECT_CREATED = "Object Created";

    /// The stack's own schedule sends this.
    private static final String CHECK_DUE = "AIVE Check Due";

    private EventReader() {}

    /// @throws IllegalArgumentException if the event is of another kind
    static NotifyEvent read(byte[] json) {
        JsonNode event = Json.tree(json);
        JsonNode first = event.path("Records").path(0);
        if (first.path("eventSource").asString("").equals("aws:sqs")) {
            if (event.get("Records").size() != 1) {
                throw new IllegalArgumentException("a call must have one message of the queue, so that only the failed"
                        + " one is sent again");
            }
            return read(first.path("body").asString("").getBytes(StandardCharsets.UTF_8));
        }
        if (event.has("Records")) {
            return new MarkersLeft(markers(event.get("Records")));
        }
        if (event.path("Event").asString("").equals("s3:TestEvent")) {
            // S3 sends this once, when notifications are configured.
            return new MarkersLeft(List.of());
        }
        return switch (event.path("detail-type").asString("")) {
            case EXECUTION_CHANGED -> execution(event.path("detail"));
            case OBJECT_CREATED ->
                new MarkersLeft(
                        marker(text(event.path("detail").path("object"), "key").orElse("")));
            case CHECK_DUE ->
                new CheckDue(text(event.path("detail"), "stateMachineArn")
                        .orElseThrow(() -> new IllegalArgumentException("the check has no stateMachineArn")));
            default ->
                throw new IllegalArgumentException("this is not an event of an execution or of an object: %s from %s"
                        .formatted(
                                event.path("detail-type").asString("no detail-type"),
                                event.path("source").asString("nowhere")));
        };
    }

    private static List<ProgressMarker> markers(JsonNode records) {
        List<ProgressMarker> markers = new ArrayList<>();
        for (JsonNode each : records) {
            if (!each.path("eventSource").asString("").equals("aws:s3")) {
                throw new IllegalArgumentException("this is not an event of an object: "
                        + each.path("eventSource").asString("of nobody"));
            }
            if (each.path("eventName").asString("").startsWith("ObjectCreated:")) {
                // Keys in S3's own notifications are URL-encoded, unlike those in EventBridge's.
                String key = text(each.path("s3").path("object"), "key").orElse("");
                markers.addAll(marker(URLDecoder.decode(key, StandardCharsets.UTF_8)));
            }
        }
        return markers;
    }

    private static List<ProgressMarker> marker(String key) {
        return ProgressMarker.at(key).stream().toList();
    }

    private static ExecutionChanged execution(JsonNode detail) {
        Instant started = instant(detail, "startDate")
                .orElseThrow(() -> new IllegalArgumentException("the event of an execution has no startDate"));
        Optional<Instant> redriven = instant(detail, "redriveDate");
        ExecutionState state = new ExecutionState(
                text(detail, "executionArn")
                        .orElseThrow(
                                () -> new IllegalArgumentException("the event of an execution has no executionArn")),
                text(detail, "name").orElse(""),
                status(text(detail, "status").orElse("")),
                started,
                instant(detail, "stopDate"),
                text(detail, "input"),
                text(detail, "output"),
                text(detail, "error"),
                text(detail, "cause"),
                text(detail, "redriveStatus").filter("REDRIVABLE"::equals).isPresent());
        return new ExecutionChanged(state, redriven.orElse(started), redriven.isPresent());
    }

    private static ExecutionStatus status(String name) {
        try {
            return ExecutionStatus.valueOf(name);
        } catch (IllegalArgumentException _) {
            return ExecutionStatus.UNKNOWN;
        }
    }

    /// Reads a time in milliseconds since 1970; empty if the field is missing or is not a number.
    private static Optional<Instant> instant(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isNumber() ? Optional.of(Instant.ofEpochMilli(value.asLong())) : Optional.empty();
    }

    private static Optional<String> text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }
}
