package aive.execution;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// One event in the history of an execution, local or on AWS.
///
/// @param id counts from 1
/// @param previousEventId id of the event that led to this one; 0 for the first
/// @param type an event type of `GetExecutionHistory`, such as `TaskStateEntered`
/// @param details the fields of that type that we read; inputs and outputs are JSON, not text
public record ExecutionEvent(long id, long previousEventId, Instant timestamp, String type, JsonNode details) {}
