package aive.local;

import aive.composition.OutputFormat;
import aive.planning.RenderTime;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// A rough estimate of a render's time and cost, from a model with measured constants. For planning, not for billing.
///
/// @param cpuSeconds processor time for the chunks that are not reused, the audio, joining, and verification
/// @param localSeconds wall time on this machine
/// @param awsSeconds wall time of the execution on AWS
/// @param slowestChunkSeconds time of the slowest chunk's Lambda function; 0 if every chunk is reused
/// @param awsDollars cost of the execution's Lambda functions and state transitions, in us-east-1
public record Prediction(
        BigDecimal cpuSeconds,
        BigDecimal localSeconds,
        BigDecimal awsSeconds,
        BigDecimal slowestChunkSeconds,
        BigDecimal awsDollars) {

    /// The time to start FFmpeg and Java for one chunk.
    private static final double SECONDS_PER_CHUNK = 0.3;

    private static final double SECONDS_AROUND_AN_EXECUTION = 6;
    private static final double DOLLARS_PER_FUNCTION_SECOND = 10 * 0.0000166667;
    private static final double DOLLARS_PER_TRANSITION = 0.000025;
    private static final int FUNCTIONS_AT_ONCE = 40;

    public static Prediction of(Preview preview, int processors) {
        OutputFormat format = preview.plan().format();
        long chunks = preview.chunks().stream().filter(line -> !line.reused()).count();
        double rendering = preview.chunks().stream()
                .filter(line -> !line.reused())
                .mapToDouble(Preview.PreviewedChunk::processorSeconds)
                .sum();
        double longest = preview.chunks().stream()
                .filter(line -> !line.reused())
                .mapToDouble(Preview.PreviewedChunk::processorSeconds)
                .max()
                .orElse(0);
        double joining = RenderTime.joiningSeconds(preview.plan().frames(), format);
        double here = (rendering + chunks * SECONDS_PER_CHUNK) / processors + joining;
        double oneChunk = chunks == 0 ? 0 : RenderTime.functionSeconds(rendering / chunks);
        double slowest = chunks == 0 ? 0 : RenderTime.functionSeconds(longest);
        double waves = Math.ceil((double) chunks / FUNCTIONS_AT_ONCE);
        double functionSeconds = chunks * oneChunk + joining + RenderTime.functionSeconds(0);
        double dollars = functionSeconds * DOLLARS_PER_FUNCTION_SECOND
                + (preview.chunks().size() + 8) * DOLLARS_PER_TRANSITION;
        return new Prediction(
                rounded(rendering + joining, 1),
                rounded(here, 1),
                rounded(SECONDS_AROUND_AN_EXECUTION + Math.max(waves * oneChunk, slowest) + joining, 1),
                rounded(slowest, 1),
                rounded(dollars, 4));
    }

    private static BigDecimal rounded(double value, int places) {
        return BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP);
    }
}
