package aive.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

class FailingStateTest {

    @Test
    void aFailStateIsNamedAndNotATaskThatFailedBeforeAndWasRetried() {
        // given: the latest event first, as in the answer of Step Functions
        HistoryEvent ended = HistoryEvent.builder().id(30L).previousEventId(29L)
                .type(HistoryEventType.EXECUTION_FAILED)
                .executionFailedEventDetails(details -> details.cause("{}"))
                .build();
        HistoryEvent stopped = HistoryEvent.builder().id(29L).previousEventId(28L)
                .type(HistoryEventType.FAIL_STATE_ENTERED)
                .stateEnteredEventDetails(details -> details.name("Report unusable media").input("{}"))
                .build();
        HistoryEvent retried = HistoryEvent.builder().id(9L).previousEventId(8L)
                .type(HistoryEventType.TASK_FAILED)
                .taskFailedEventDetails(details -> details.error("aive.error.StorageUnavailable").cause("{\"a\": 1}"))
                .build();
        HistoryEvent entered = HistoryEvent.builder().id(8L).previousEventId(7L)
                .type(HistoryEventType.TASK_STATE_ENTERED)
                .stateEnteredEventDetails(details -> details.name("Fetch batch of media").input("{\"batch\": 1, \"of\": 2}"))
                .build();
        // then
        assertEquals(
                "Report unusable media",
                new FailingState(List.of(ended, stopped, retried, entered)).find("{}"));
    }
}
