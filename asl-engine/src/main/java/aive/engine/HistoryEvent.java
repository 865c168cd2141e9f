package aive.engine;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// One thing that happened in an execution.
///
/// @param id from 1, in the order in which things happened
/// @param previousEventId the event that led to this one, which in a Map or a Parallel is not the one before; 0 for the first
/// @param type as in AWS's `GetExecutionHistory`: `TaskStateEntered`, `MapIterationFailed`
/// @param details what AWS has in the event's details, under the same names where we have it; not to be changed
public record HistoryEvent(long id, long previousEventId, Instant timestamp, String type, ObjectNode details) {}
