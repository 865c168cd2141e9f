package aive.execution;

import aive.error.ConfigurationError;
import aive.json.Json;
import aive.parallel.ParallelTasks;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads the whole history of an execution from Step Functions, with those of the children of its distributed Maps.
final class TraceDownload {

    /// Each child costs a request, of which AWS answers 20 a second.
    private static final int MOST_CHILDREN = 1_000;

    private static final int AT_ONCE = 8;
    private static final int PAGE = 1_000;

    private final SfnClient stepFunctions;

    TraceDownload(SfnClient stepFunctions) {
        this.stepFunctions = stepFunctions;
    }

    /// If the credentials have no permission to list the children, they count as omitted.
    ExecutionTrace of(String executionArn) {
        List<ExecutionEvent> events = events(executionArn);
        List<ExecutionListItem> children = new ArrayList<>();
        long unlisted = 0;
        for (ExecutionEvent event : events) {
            String run = event.details().path("mapRunArn").asString("");
            if (!run.isEmpty()) {
                try {
                    children.addAll(children(run));
                } catch (ConfigurationError _) {
                    unlisted++;
                }
            }
        }
        List<ExecutionListItem> read = children.subList(0, Math.min(children.size(), MOST_CHILDREN));
        return new ExecutionTrace(
                events,
                ParallelTasks.map(read, AT_ONCE, child -> events(child.executionArn())),
                children.size() - read.size() + unlisted);
    }

    private List<ExecutionListItem> children(String mapRun) {
        return AwsErrors.asking(
                "list the executions of " + mapRun,
                () -> stepFunctions
                        .listExecutionsPaginator(request -> request.mapRunArn(mapRun).maxResults(PAGE))
                        .executions()
                        .stream()
                        .toList());
    }

    private List<ExecutionEvent> events(String executionArn) {
        return AwsErrors.asking(
                "read the history of the execution " + executionArn,
                () -> stepFunctions
                        .getExecutionHistoryPaginator(request -> request.executionArn(executionArn)
                                .includeExecutionData(true)
                                .maxResults(PAGE))
                        .events()
                        .stream()
                        .map(TraceDownload::event)
                        .toList());
    }

    private static ExecutionEvent event(HistoryEvent event) {
        return new ExecutionEvent(
                event.id(),
                Objects.requireNonNullElse(event.previousEventId(), 0L),
                event.timestamp(),
                event.typeAsString(),
                details(event));
    }

    private static ObjectNode details(HistoryEvent event) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        if (event.stateEnteredEventDetails() != null) {
            put(details, "name", event.stateEnteredEventDetails().name());
            putJson(details, "input", event.stateEnteredEventDetails().input());
        } else if (event.stateExitedEventDetails() != null) {
            put(details, "name", event.stateExitedEventDetails().name());
        } else if (event.executionStartedEventDetails() != null) {
            putJson(details, "input", event.executionStartedEventDetails().input());
        } else if (event.taskSucceededEventDetails() != null) {
            putJson(details, "output", event.taskSucceededEventDetails().output());
        } else if (event.taskFailedEventDetails() != null) {
            put(details, "error", event.taskFailedEventDetails().error());
        } else if (event.taskTimedOutEventDetails() != null) {
            put(details, "error", event.taskTimedOutEventDetails().error());
        } else if (event.taskStartFailedEventDetails() != null) {
            put(details, "error", event.taskStartFailedEventDetails().error());
        } else if (event.taskSubmitFailedEventDetails() != null) {
            put(details, "error", event.taskSubmitFailedEventDetails().error());
        } else if (event.mapStateStartedEventDetails() != null) {
            Integer length = event.mapStateStartedEventDetails().length();
            details.put("length", length == null ? 0 : length);
        } else if (event.mapRunStartedEventDetails() != null) {
            put(details, "mapRunArn", event.mapRunStartedEventDetails().mapRunArn());
        }
        return details;
    }

    private static void put(ObjectNode details, String field, @Nullable String value) {
        if (value != null) {
            details.put(field, value);
        }
    }

    /// Step Functions truncates long data; what is no JSON is left out.
    private static void putJson(ObjectNode details, String field, @Nullable String json) {
        if (json != null) {
            try {
                details.set(field, Json.tree(json.getBytes(StandardCharsets.UTF_8)));
            } catch (JacksonException _) {
                details.remove(field);
            }
        }
    }
}
