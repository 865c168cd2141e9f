package aive.execution;

import java.time.Instant;
import java.util.Optional;

/// The progress of one state of an execution.
///
/// @param state its name in the definition
/// @param entered when it started; inside a Map, the first time
/// @param exited when it ended; inside a Map, the last time
/// @param total how many iterations or children a Map has; 0 for other states, and while unknown
/// @param done how many of them have succeeded
public record StateProgress(String state, Instant entered, Optional<Instant> exited, long total, long done) {}
