package aive.execution;

import java.math.BigDecimal;
import java.util.Optional;

/// What an execution has cost so far, at list prices.
///
/// Failed attempts are not included. The chunks of a distributed Map are counted with their predicted average.
///
/// @param dollars of the functions that have ended
/// @param predicted seconds and dollars of the whole execution; absent before it is planned
/// @param failedAttempts failed calls that may have cost money, which `dollars` does not include. Calls by the children
///     of a distributed Map, and calls that Lambda refused, are not counted
public record CostSoFar(BigDecimal dollars, Optional<Prediction> predicted, long failedAttempts) {

    /// What was predicted when the execution was planned.
    ///
    /// @param seconds from its start to its result
    /// @param dollars of all functions, requests, and state transitions
    /// @param chunkDollars the part of `dollars` for rendering chunks
    public record Prediction(BigDecimal seconds, BigDecimal dollars, BigDecimal chunkDollars) {}
}
