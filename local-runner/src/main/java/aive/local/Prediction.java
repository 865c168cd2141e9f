package aive.local;

import aive.composition.OutputFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// A rough estimate of a render's time and cost, from a model with measured constants. For planning, not for billing.
///
/// @param cpuSeconds processor time for the chunks that are not reused, the audio, joining, and verification
/// @param localSeconds wall time on this machine
/// @param awsSeconds wall time of the execution on AWS
/// @param awsDollars cost of the execution's Lambda functions and state transitions, in us-east-1
public record Prediction(BigDecimal cpuSeconds, BigDecimal localSeconds, BigDecimal awsSeconds, BigDecimal awsDollars) {

    /// Measured processor seconds for a second of 1080p30: decoding, scaling, captions, and x264 veryfast. The time for
    /// other formats is proportional to their pixels.
    private static final double CPU_PER_SECOND = 1.55;
    private static final double PIXELS_OF_1080P30 = 1920.0 * 1080 * 30;

    /// Processor seconds for the audio, joining, and verification of a second of video.
    private static final double CPU_OF_SOUND_AND_JOIN = 0.1;

    /// The time to start FFmpeg and Java for one chunk.
    private static final double SECONDS_PER_CHUNK = 0.3;

    /// How much faster a 10,240 MB function encodes than one processor: (memory / 1,769 MB) to the power of 0.9, as
    /// others have measured.
    private static final double SPEED_OF_A_FUNCTION = 4.86;
    private static final double SECONDS_AROUND_A_FUNCTION = 1.5;
    private static final double SECONDS_AROUND_AN_EXECUTION = 6;
    private static final double DOLLARS_PER_FUNCTION_SECOND = 10 * 0.0000166667;
    private static final double DOLLARS_PER_TRANSITION = 0.000025;
    private static final int FUNCTIONS_AT_ONCE = 40;

    public static Prediction of(Preview preview, int processors) {
        OutputFormat format = preview.plan().format();
        double rate = Double.parseDouble(format.frameRate().framesPerSecond().toDecimal(6));
        double perFrame = CPU_PER_SECOND * format.width() * format.height() / PIXELS_OF_1080P30;
        long chunks = preview.chunks().stream().filter(line -> !line.reused()).count();
        long frames = preview.chunks().stream()
                .filter(line -> !line.reused())
                .mapToLong(Preview.PreviewedChunk::frames)
                .sum();
        double rendering = frames * perFrame;
        double joining = CPU_OF_SOUND_AND_JOIN * preview.plan().frames() / rate;
        double here = (rendering + chunks * SECONDS_PER_CHUNK) / processors + joining;
        double oneChunk = chunks == 0 ? 0 : SECONDS_AROUND_A_FUNCTION + rendering / chunks / SPEED_OF_A_FUNCTION;
        double waves = Math.ceil((double) chunks / FUNCTIONS_AT_ONCE);
        double functionSeconds = chunks * oneChunk + joining + SECONDS_AROUND_A_FUNCTION;
        double dollars = functionSeconds * DOLLARS_PER_FUNCTION_SECOND
                + (preview.chunks().size() + 8) * DOLLARS_PER_TRANSITION;
        return new Prediction(
                rounded(rendering + joining, 1),
                rounded(here, 1),
                rounded(SECONDS_AROUND_AN_EXECUTION + waves * oneChunk + joining, 1),
                rounded(dollars, 4));
    }

    private static BigDecimal rounded(double value, int places) {
        return BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP);
    }
}
