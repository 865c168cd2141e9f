package aive.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.execution.ExecutionStatus;
import aive.json.Json;
import aive.notify.NotifyEvent.ExecutionChanged;
import aive.notify.NotifyEvent.MarkersLeft;
import aive.step.ProgressMarker;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class EventReaderTest {

    private static final String RENDER = "film-1f0a93b2-0123456789ab";

    @ParameterizedTest
    @CsvSource({
        "execution-running, RUNNING",
        "execution-succeeded, SUCCEEDED",
        "execution-failed-invalid, FAILED",
        "execution-timed-out, TIMED_OUT",
        "execution-aborted, ABORTED"
    })
    void anExecutionsStatusIsRead(String event, ExecutionStatus status) {
        ExecutionChanged changed = execution(event);
        assertEquals(status, changed.state().status());
        assertEquals(Instant.ofEpochMilli(1795435200113L), changed.state().started());
        assertEquals(
                status == ExecutionStatus.RUNNING
                        ? Optional.empty()
                        : Optional.of(Instant.ofEpochMilli(1795435261500L)),
                changed.state().stopped());
        assertTrue(changed.state().input().orElse("").contains("task-7"));
        assertEquals(changed.state().started(), changed.begun());
        assertFalse(changed.redriven());
    }

    /// An event that could not be delivered comes again from a queue, as the body of a message.
    @Test
    void anEventInAMessageOfTheQueueIsTheEvent() {
        // given
        byte[] event = Events.event("execution-failed-invalid");
        ObjectNode message = Json.MAPPER.createObjectNode();
        ObjectNode only = message.putArray("Records").addObject();
        only.put("eventSource", "aws:sqs").put("body", new String(event, StandardCharsets.UTF_8));
        // then
        assertEquals(EventReader.read(event), EventReader.read(Json.bytes(message)));
        // when
        message.withArray("Records").add(only);
        // then
        assertThrows(IllegalArgumentException.class, () -> EventReader.read(Json.bytes(message)));
    }

    @Test
    void aRedrivenExecutionBeganWhenItWas() {
        ExecutionChanged changed = execution("execution-redriven");
        assertTrue(changed.redriven());
        assertEquals(Instant.ofEpochMilli(1795435400000L), changed.begun());
    }

    @Test
    void whatWasTooLargeForTheEventIsAbsent() {
        ExecutionChanged changed = execution("execution-succeeded-large");
        assertEquals(Optional.empty(), changed.state().input());
        assertEquals(Optional.empty(), changed.state().output());
    }

    @Test
    void aStatusThatNobodyKnowsYetIsNoError() {
        ObjectNode event = Events.tree("execution-running");
        Events.detail(event).put("status", "DREAMING");
        assertEquals(
                ExecutionStatus.UNKNOWN,
                assertInstanceOf(ExecutionChanged.class, EventReader.read(Json.bytes(event)))
                        .state()
                        .status());
    }

    @Test
    void markersAreReadFromEventBridge() {
        assertEquals(
                new MarkersLeft(List.of(new ProgressMarker(RENDER, 7, 20))),
                EventReader.read(Events.event("object-created")));
    }

    @Test
    void markersAreReadFromS3WhoseKeysAreEncodedAndAmongOtherObjects() {
        assertEquals(
                new MarkersLeft(List.of(new ProgressMarker(RENDER, 7, 20), new ProgressMarker(RENDER, 8, 20))),
                EventReader.read(Events.event("s3-records")));
    }

    @Test
    void thatNotificationsWereSwitchedOnIsNoNews() {
        assertEquals(new MarkersLeft(List.of()), EventReader.read(Events.event("s3-test")));
    }

    @Test
    void whatShouldNotBeConnectedIsSaid() {
        IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> EventReader.read(Events.event("something-else")));
        assertTrue(String.valueOf(error.getMessage()).contains("aws.ec2"), error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"Records\": [{\"eventSource\": \"aws:sqs\"}]}",
                "{\"detail-type\": \"Step Functions Execution Status Change\", \"detail\": {}}"
            })
    void whatIsNoEventIsRefused(String json) {
        assertThrows(IllegalArgumentException.class, () -> EventReader.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static ExecutionChanged execution(String event) {
        return assertInstanceOf(ExecutionChanged.class, EventReader.read(Events.event(event)));
    }
}
