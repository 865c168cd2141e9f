package aive.engine;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// One event in the history of an execution.
///
/// @param id counts from 1, in the order of the events
/// @param previousEventId id of the event that led to this one; 0 for the first. In a Map or a Parallel, this is not
///     always the preceding event of the history.
/// @param type an event type of AWS's `GetExecutionHistory`, such as `TaskStateEntered`
/// @param details a subset of the fields that AWS has in the details of this event type; callers must not change it
public record HistoryEvent(long id, long previousEventId, Instant timestamp, String type, ObjectNode details) {}
