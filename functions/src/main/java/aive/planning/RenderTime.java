package aive.planning;

import aive.composition.Encoding;
import aive.composition.Item;
import aive.composition.ItemTransition;
import aive.composition.OutputFormat;
import aive.composition.TrackUnit;
import aive.composition.Window;

/// Rough render times, from a model with measured constants. For planning, not for billing.
public final class RenderTime {

    /// The longest time that Lambda allows a function, in seconds.
    public static final int LAMBDA_SECONDS = 900;

    /// Measured processor seconds for a second of 1080p30: decoding, scaling, captions, and x264 veryfast. The time for
    /// other formats is proportional to their pixels.
    private static final double PER_SECOND = 1.55;

    /// The same with x265 veryfast, which needs 2.8 processor seconds more than x264 veryfast.
    private static final double PER_SECOND_OF_HEVC = 4.35;

    /// The time of a frame of a still image that the view moves over, in those of a clip's frame: measured were 1.9
    /// processor seconds for a second of 1080p30.
    private static final double MOVING_STILL = 1.9 / PER_SECOND;

    private static final double PIXELS_OF_1080P30 = 1920.0 * 1080 * 30;

    /// Processor seconds for the audio, joining, and verification of a second of video, from `bench/audio` and
    /// `bench/stitch`.
    private static final double JOINING_PER_SECOND = 2.1 / 60 + 0.015;

    /// How much faster a 10,240 MB function encodes than one processor: (memory / 1,769 MB) to the power of 0.9, as
    /// others have measured.
    private static final double SPEED_OF_A_FUNCTION = 4.86;

    private static final double SECONDS_AROUND_A_FUNCTION = 1.5;

    private RenderTime() {}

    /// Processor seconds to render a window.
    public static double processorSeconds(Window window) {
        double frames = window.video().units().stream().mapToDouble(RenderTime::comparableFrames).sum();
        return processorSeconds(1, window.format()) * frames;
    }

    /// The number of frames of a clip that take as long to render as a unit.
    private static double comparableFrames(TrackUnit unit) {
        return unit.frames() * switch (unit) {
            case Item item -> timeOf(item);
            case ItemTransition transition -> timeOf(transition.from()) + timeOf(transition.to());
        };
    }

    /// The time of an item's frame, in those of a clip's frame.
    private static double timeOf(Item item) {
        return switch (item) {
            case Item.Still still when still.motion().isPresent() -> MOVING_STILL;
            case Item.Footage _, Item.Still _, Item.Solid _ -> 1;
        };
    }

    /// Processor seconds to render frames of clips.
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
