package aive.execution;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/// Derives the progress of an execution's states from its history.
final class HistoryReader {

    private final Map<Long, String> stateOfEvent = new HashMap<>();
    private final Map<Long, HistoryEventType> types = new HashMap<>();
    private final Map<String, String> mapOfState = new HashMap<>();
    private final Map<String, StateProgress> states = new LinkedHashMap<>();
    private final Map<String, String> mapRuns = new LinkedHashMap<>();

    void read(HistoryEvent event) {
        String state = stateOf(event);
        if (state == null) {
            return;
        }
        stateOfEvent.put(event.id(), state);
        types.put(event.id(), event.type());
        if (event.stateEnteredEventDetails() != null) {
            states.putIfAbsent(state, StateProgress.entered(state, event.timestamp()));
            mapAround(event).ifPresent(map -> mapOfState.putIfAbsent(state, map));
            return;
        }
        FailedAttempt.of(event).ifPresent(attempt -> {
            replace(state, was -> was.failed(attempt.error()));
            Optional.ofNullable(mapOfState.get(state))
                    .ifPresent(map -> replace(map, was -> was.failed(attempt.error())));
        });
        switch (event.type()) {
            case MAP_STATE_STARTED ->
                replace(state, was -> was.counted(length(event), was.done()));
            case MAP_ITERATION_SUCCEEDED ->
                replace(state, was -> was.counted(was.total(), was.done() + 1));
            case MAP_RUN_STARTED ->
                mapRuns.put(state, event.mapRunStartedEventDetails().mapRunArn());
            case MAP_RUN_REDRIVEN ->
                mapRuns.put(state, event.mapRunRedrivenEventDetails().mapRunArn());
            default -> {
                if (event.stateExitedEventDetails() != null) {
                    replace(state, was -> was.exited(event.timestamp()));
                }
            }
        }
    }

    /// Sets the counts of a distributed Map, which the history does not contain.
    void count(String state, long total, long succeeded) {
        replace(state, was -> was.counted(total, succeeded));
    }

    /// The ARN of the Map Run of each distributed Map, by state.
    Map<String, String> mapRuns() {
        return mapRuns;
    }

    /// The progress of all states, in the order in which they were entered.
    List<StateProgress> states() {
        return List.copyOf(states.values());
    }

    /// The progress of the distributed Maps.
    List<StateProgress> distributed() {
        return mapRuns.keySet().stream().map(states::get).filter(Objects::nonNull).toList();
    }

    private void replace(String state, UnaryOperator<StateProgress> change) {
        states.computeIfPresent(state, (_, was) -> change.apply(was));
    }

    /// The inline Map whose iteration enters a state.
    private Optional<String> mapAround(HistoryEvent entered) {
        String before = stateOfEvent.get(entered.previousEventId());
        if (before == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                types.get(entered.previousEventId()) == HistoryEventType.MAP_ITERATION_STARTED
                        ? before
                        : mapOfState.get(before));
    }

    private static long length(HistoryEvent event) {
        Integer length = event.mapStateStartedEventDetails() == null
                ? null
                : event.mapStateStartedEventDetails().length();
        return length == null ? 0 : length;
    }

    /// The state that an event names, or else the state of the previous event; null if neither is known.
    private @Nullable String stateOf(HistoryEvent event) {
        if (event.stateEnteredEventDetails() != null) {
            return event.stateEnteredEventDetails().name();
        }
        if (event.stateExitedEventDetails() != null) {
            return event.stateExitedEventDetails().name();
        }
        if (event.mapIterationSucceededEventDetails() != null) {
            return event.mapIterationSucceededEventDetails().name();
        }
        return stateOfEvent.get(event.previousEventId());
    }

    /// The state that was entered last and has not ended, for an execution that timed out.
    Optional<String> latest() {
        return states.values().stream()
                .filter(state -> state.exited().isEmpty())
                .max(Comparator.comparing(StateProgress::entered))
                .map(StateProgress::state);
    }
}
