package aive.local;

import aive.plan.Estimate;
import aive.planning.RenderTime;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// A rough estimate of a render's time and cost, from a model with measured constants. For planning, not for billing.
///
/// @param cpuSeconds processor time for the chunks that are not reused, the audio, joining, and verification
/// @param localSeconds wall time on this machine
/// @param awsSeconds wall time of the execution on AWS, if no function has run before
/// @param slowestChunkSeconds time of the slowest chunk's Lambda function
/// @param awsDollars cost of the execution's Lambda functions, requests, and state transitions, in us-east-1
/// @param savedDollars how much more it would cost if nothing were reused
public record Prediction(
        BigDecimal cpuSeconds,
        BigDecimal localSeconds,
        BigDecimal awsSeconds,
        BigDecimal slowestChunkSeconds,
        BigDecimal awsDollars,
        BigDecimal savedDollars) {

    /// The time to start FFmpeg and Java for one chunk.
    private static final double SECONDS_PER_CHUNK = 0.3;

    public static Prediction of(Preview preview, int processors) {
        long chunks = preview.chunks().stream().filter(line -> !line.reused()).count();
        double rendering = preview.chunks().stream()
                .filter(line -> !line.reused())
                .mapToDouble(Preview.PreviewedChunk::processorSeconds)
                .sum();
        double joining = RenderTime.joiningSeconds(preview.plan().frames(), preview.plan().format());
        double here = (rendering + chunks * SECONDS_PER_CHUNK) / processors + joining;
        Estimate aws = preview.plan().estimate();
        return new Prediction(
                rounded(rendering + joining),
                rounded(here),
                aws.seconds(),
                aws.slowestChunkSeconds(),
                aws.dollars(),
                aws.savedDollars());
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP);
    }
}
