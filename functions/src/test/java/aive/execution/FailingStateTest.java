package aive.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/// How the place is put into words; where it is found is what [ExecutionsTest] is about.
class FailingStateTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"chunk": 10, "of": 12, "sentences": "12"}    | Render chunk, chunk 10 of 12, sentence 12
            {"chunk": 10, "of": 12, "sentences": "12–15"} | Render chunk, chunk 10 of 12, sentences 12–15
            {"chunk": 10, "of": 12}                       | Render chunk, chunk 10 of 12
            not json                                      | Render chunk
            """)
    void aChunkIsNamedWithItsSentences(String input, String where) {
        // given
        HistoryEvent entered = HistoryEvent.builder()
                .id(1L)
                .type(HistoryEventType.TASK_STATE_ENTERED)
                .stateEnteredEventDetails(details -> details.name("Render chunk").input(input))
                .build();
        HistoryEvent failed = HistoryEvent.builder()
                .id(2L)
                .previousEventId(1L)
                .type(HistoryEventType.TASK_FAILED)
                .taskFailedEventDetails(details -> details.cause("a cause"))
                .build();
        // when, then
        assertEquals(where, new FailingState(List.of(failed, entered)).find("a cause"));
    }
}
