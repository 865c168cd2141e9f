package aive.execution;

import java.util.List;

/// The events of an execution and of the children of its distributed Maps.
///
/// @param events of the execution, in order
/// @param children the events of each child
/// @param omittedChildren the number of children whose events were not read
public record ExecutionTrace(
        List<ExecutionEvent> events, List<List<ExecutionEvent>> children, long omittedChildren) {

    public ExecutionTrace {
        events = List.copyOf(events);
        children = children.stream().map(List::copyOf).toList();
    }
}
