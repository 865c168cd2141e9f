package aive.execution;

import java.time.Instant;
import java.util.Optional;

/// How far one state of an execution is.
///
/// @param state its name in the definition
/// @param entered when it began; the first time, where it is in a Map
/// @param exited when it was done; the last time, where it is in a Map
/// @param total how many iterations or child executions a Map has; 0 for other states, and as long as it is not known
/// @param done how many of them have succeeded
public record StateProgress(String state, Instant entered, Optional<Instant> exited, long total, long done) {}
