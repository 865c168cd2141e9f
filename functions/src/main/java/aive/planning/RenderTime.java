package aive.planning;

import aive.composition.Encoding;
import aive.composition.OutputFormat;

/// Rough render times, from a model with measured constants. For planning, not for billing.
public final class RenderTime {

    /// The longest time that Lambda allows a function, in seconds.
    public static final int LAMBDA_SECONDS = 900;

    /// Measured processor seconds for a second of 1080p30: decoding, scaling, captions, and x264 veryfast. The time for
    /// other formats is proportional to their pixels.
    private static final double PER_SECOND = 1.55;

    /// The same with x265 veryfast, which needs 2.8 processor seconds more than x264 veryfast.
    private static final double PER_SECOND_OF_HEVC = 4.35;

    private static final double PIXELS_OF_1080P30 = 1920.0 * 1080 * 30;

    /// Processor seconds for the audio, joining, and verification of a second of video.
    private static final double JOINING_PER_SECOND = 0.1;

    /// How much faster a 10,240 MB function encodes than one processor: (memory / 1,769 MB) to the power of 0.9, as
    /// others have measured.
    private static final double SPEED_OF_A_FUNCTION = 4.86;

    private static final double SECONDS_AROUND_A_FUNCTION = 1.5;

    private RenderTime() {}

    /// Processor seconds to render frames.
    public static double processorSeconds(long frames, OutputFormat format) {
        double perSecond = switch (format.encoding()) {
            case Encoding.H264 _ -> PER_SECOND;
            case Encoding.Hevc _ -> PER_SECOND_OF_HEVC;
        };
        return frames * perSecond * format.width() * format.height() / PIXELS_OF_1080P30;
    }

    /// Processor seconds to mix, join, and verify a video of this number of frames.
    public static double joiningSeconds(long frames, OutputFormat format) {
        return JOINING_PER_SECOND * Double.parseDouble(format.frameRate().startOf(frames).toDecimal(3));
    }

    /// The duration of a Lambda function that renders for this number of processor seconds.
    public static double functionSeconds(double processorSeconds) {
        return SECONDS_AROUND_A_FUNCTION + processorSeconds / SPEED_OF_A_FUNCTION;
    }
}
