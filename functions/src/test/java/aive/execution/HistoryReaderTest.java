package aive.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/// The failed calls of a history, in the order of events that Step Functions writes.
class HistoryReaderTest {

    private static final String THROTTLED = "Lambda.TooManyRequestsException";

    private final List<HistoryEvent> events = new ArrayList<>();

    @Test
    void failedCallsCountForTheirStateAndForTheMapAroundIt() {
        // given
        long map = entered(0, HistoryEventType.MAP_STATE_ENTERED, "Render chunks");
        long started = event(map, HistoryEventType.MAP_STATE_STARTED, _ -> {});
        for (int i = 0; i < 2; i++) {
            long iteration = event(
                    started,
                    HistoryEventType.MAP_ITERATION_STARTED,
                    event -> event.mapIterationStartedEventDetails(about -> about.name("Render chunks")));
            long at = entered(iteration, HistoryEventType.TASK_STATE_ENTERED, "Render chunk");
            at = failed(event(at, HistoryEventType.TASK_SCHEDULED, _ -> {}), THROTTLED);
            failed(event(at, HistoryEventType.TASK_SCHEDULED, _ -> {}), "aive.error.StorageUnavailable");
        }
        long mix = entered(0, HistoryEventType.TASK_STATE_ENTERED, "Mix soundtrack");
        event(
                mix,
                HistoryEventType.TASK_TIMED_OUT,
                event -> event.taskTimedOutEventDetails(about -> about.error("States.Timeout")));
        // when
        HistoryReader reader = new HistoryReader();
        CostReader cost = new CostReader();
        events.forEach(reader::read);
        events.forEach(cost::read);
        // then
        assertEquals(
                List.of(
                        "Render chunks 4 Optional[StorageUnavailable]",
                        "Render chunk 4 Optional[StorageUnavailable]",
                        "Mix soundtrack 1 Optional[States.Timeout]"),
                reader.states().stream()
                        .map(state -> "%s %d %s".formatted(state.state(), state.failedAttempts(), state.lastError()))
                        .toList());
        assertEquals(3, cost.cost().failedAttempts(), "a call that Lambda refused costs nothing");
    }

    @Test
    void aFailureWithoutANameHasOne() {
        HistoryReader reader = new HistoryReader();
        long task = entered(0, HistoryEventType.TASK_STATE_ENTERED, "Plan chunks");
        event(task, HistoryEventType.TASK_FAILED, event -> event.taskFailedEventDetails(about -> about.cause("?")));
        events.forEach(reader::read);
        assertEquals(Optional.of("Unknown"), reader.states().getFirst().lastError());
    }

    private long entered(long previous, HistoryEventType type, String state) {
        return event(previous, type, event -> event.stateEnteredEventDetails(about -> about.name(state)));
    }

    private long failed(long previous, String error) {
        return event(
                previous,
                HistoryEventType.TASK_FAILED,
                event -> event.taskFailedEventDetails(about -> about.error(error)));
    }

    private long event(long previous, HistoryEventType type, Consumer<HistoryEvent.Builder> details) {
        HistoryEvent.Builder event = HistoryEvent.builder()
                .id(events.size() + 1L)
                .previousEventId(previous)
                .timestamp(Instant.EPOCH)
                .type(type);
        details.accept(event);
        events.add(event.build());
        return events.size();
    }
}
