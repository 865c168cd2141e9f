package aive.execution;

import aive.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Finds in the end of an execution's history in which state it went wrong, and with which chunk.
final class FailingState {

    private final Map<Long, HistoryEvent> events = new LinkedHashMap<>();

    /// @param latestFirst the end of a history, in reverse order
    FailingState(List<HistoryEvent> latestFirst) {
        latestFirst.forEach(event -> events.put(event.id(), event));
    }

    /// `Render chunk, chunk 17 of 120, sentences 12–15`; empty where the history does not reach back so far.
    ///
    /// @param cause what the execution failed of: beside the iteration of a Map that failed, others may have failed
    ///     and been tried again
    String find(String cause) {
        List<HistoryEvent> tasks = events.values().stream().filter(FailingState::isOfTask).toList();
        Optional<HistoryEvent> same = tasks.stream()
                .filter(event -> event.taskFailedEventDetails() != null && cause.equals(event.taskFailedEventDetails().cause()))
                .findFirst();
        // Where no function failed, the end itself follows the state that could not go on.
        Optional<HistoryEvent> event = same.or(() -> tasks.stream().findFirst()).or(() -> events.values().stream().findFirst());
        return event.flatMap(this::entered).map(FailingState::describe).orElse("");
    }

    private static boolean isOfTask(HistoryEvent event) {
        return switch (event.type()) {
            case TASK_FAILED, TASK_TIMED_OUT, TASK_START_FAILED, TASK_SUBMIT_FAILED, LAMBDA_FUNCTION_FAILED, LAMBDA_FUNCTION_TIMED_OUT,
                    LAMBDA_FUNCTION_START_FAILED, LAMBDA_FUNCTION_SCHEDULE_FAILED, EVALUATION_FAILED -> true;
            default -> false;
        };
    }

    private Optional<HistoryEvent> entered(HistoryEvent event) {
        HistoryEvent at = event;
        while (at != null && at.stateEnteredEventDetails() == null) {
            Long before = at.previousEventId();
            // each event names an earlier one, or 0
            at = before == null || before >= at.id() ? null : events.get(before);
        }
        return Optional.ofNullable(at);
    }

    private static String describe(HistoryEvent entered) {
        String state = entered.stateEnteredEventDetails().name();
        return state + item(Optional.ofNullable(entered.stateEnteredEventDetails().input()).orElse(""));
    }

    /// What our own orders to render a chunk and to fetch a batch say about themselves.
    private static String item(String input) {
        JsonNode order;
        try {
            order = Json.tree(input.getBytes(StandardCharsets.UTF_8));
        } catch (JacksonException _) {
            return "";
        }
        StringBuilder item = new StringBuilder();
        for (String kind : List.of("chunk", "batch")) {
            if (order.path(kind).isNumber() && order.path("of").isNumber()) {
                item.append(", %s %s of %s".formatted(kind, order.get(kind).asString(), order.get("of").asString()));
            }
        }
        String sentences = order.path("sentences").asString("");
        if (!sentences.isEmpty()) {
            // a ticket has a single one by its number, several as "12–15"
            item.append(sentences.contains("–") ? ", sentences " : ", sentence ").append(sentences);
        }
        return item.toString();
    }
}
