package aive.execution;

import java.time.Instant;
import java.util.Optional;

/// An execution in a list of executions.
///
/// @param executionArn unique in AWS
/// @param name unique in its state machine
/// @param stopped when it ended; absent while it runs
public record ListedExecution(
        String executionArn, String name, ExecutionStatus status, Instant started, Optional<Instant> stopped) {}
