package aive.execution;

import aive.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Finds the state and the chunk that failed. The search uses the end of an execution's history.
final class FailingState {

    private final Map<Long, HistoryEvent> events = new LinkedHashMap<>();

    /// @param latestFirst the end of a history, in reverse order
    FailingState(List<HistoryEvent> latestFirst) {
        latestFirst.forEach(event -> events.put(event.id(), event));
    }

    /// The failed state, such as `Render chunk, chunk 17 of 120, sentences 12–15`. The text is empty if the history
    /// does not reach back to the start of the state.
    ///
    /// @param cause the cause of the execution's failure, which distinguishes the failed state from other iterations of
    ///     a Map that failed and were retried
    String find(String cause) {
        Optional<HistoryEvent> stopped = events.values().stream()
                .filter(event -> event.type() == HistoryEventType.FAIL_STATE_ENTERED)
                .findFirst();
        if (stopped.isPresent()) {
            return describe(stopped.get());
        }
        List<HistoryEvent> tasks =
                events.values().stream().filter(FailingState::isOfTask).toList();
        Optional<HistoryEvent> same = tasks.stream()
                .filter(event -> event.taskFailedEventDetails() != null
                        && cause.equals(event.taskFailedEventDetails().cause()))
                .findFirst();
        // If no function failed, the last event follows the failed state.
        Optional<HistoryEvent> event = same.or(() -> tasks.stream().findFirst())
                .or(() -> events.values().stream().findFirst());
        return event.flatMap(this::entered).map(FailingState::describe).orElse("");
    }

    private static boolean isOfTask(HistoryEvent event) {
        return switch (event.type()) {
            case TASK_FAILED,
                    TASK_TIMED_OUT,
                    TASK_START_FAILED,
                    TASK_SUBMIT_FAILED,
                    LAMBDA_FUNCTION_FAILED,
                    LAMBDA_FUNCTION_TIMED_OUT,
                    LAMBDA_FUNCTION_START_FAILED,
                    LAMBDA_FUNCTION_SCHEDULE_FAILED,
                    EVALUATION_FAILED -> true;
            default -> false;
        };
    }

    private Optional<HistoryEvent> entered(HistoryEvent event) {
        HistoryEvent at = event;
        while (at != null && at.stateEnteredEventDetails() == null) {
            Long before = at.previousEventId();
            // each event refers to an earlier one, or to 0
            at = before == null || before >= at.id() ? null : events.get(before);
        }
        return Optional.ofNullable(at);
    }

    private static String describe(HistoryEvent entered) {
        String state = entered.stateEnteredEventDetails().name();
        return state
                + item(Optional.ofNullable(entered.stateEnteredEventDetails().input())
                        .orElse(""));
    }

    /// The number and the sentences of a chunk or a batch, from the input of its state, as text for a message.
    private static String item(String input) {
        JsonNode task;
        try {
            task = Json.tree(input.getBytes(StandardCharsets.UTF_8));
        } catch (JacksonException _) {
            return "";
        }
        StringBuilder item = new StringBuilder();
        for (String kind : List.of("chunk", "batch")) {
            if (task.path(kind).isNumber() && task.path("of").isNumber()) {
                item.append(", %s %s of %s"
                        .formatted(
                                kind,
                                task.get(kind).asString(),
                                task.get("of").asString()));
            }
        }
        String sentences = task.path("sentences").asString("");
        if (!sentences.isEmpty()) {
            // a single sentence is a number, several are a range: "12–15"
            item.append(sentences.contains("–") ? ", sentences " : ", sentence ")
                    .append(sentences);
        }
        return item.toString();
    }
}
