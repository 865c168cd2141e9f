package aive.plan;

import java.math.BigDecimal;

/// What an execution takes on AWS, as predicted when it was planned. For planning, not for billing.
///
/// @param seconds from its start to its result, if no function has run before
/// @param dollars for functions, requests, and state transitions, in us-east-1
/// @param chunkDollars the part of `dollars` for the functions that render chunks
/// @param requestDollars the part of `dollars` for state transitions and requests to S3
/// @param savedDollars how much more the same video would cost if nothing were reused
/// @param slowestChunkSeconds the duration of the longest function call for a chunk
public record Estimate(
        BigDecimal seconds,
        BigDecimal dollars,
        BigDecimal chunkDollars,
        BigDecimal requestDollars,
        BigDecimal savedDollars,
        BigDecimal slowestChunkSeconds) {}
