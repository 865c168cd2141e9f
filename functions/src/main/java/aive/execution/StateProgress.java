package aive.execution;

import java.time.Instant;
import java.util.Optional;

/// The progress of one state of an execution.
///
/// @param state the name of the state in the definition
/// @param entered when the state started; inside a Map, the first time
/// @param exited when the state ended; inside a Map, the last time
/// @param total the number of iterations or children of a Map; 0 for other states, or while the number is unknown
/// @param done the number of iterations or children that have succeeded
public record StateProgress(String state, Instant entered, Optional<Instant> exited, long total, long done) {}
