package aive.forecast;

import aive.composition.Encoding;
import aive.composition.OutputFormat;

/// How many bytes encoded video has, roughly: between those of calm and of detailed footage.
public final class EncodedSize {

    /// AAC at 192 kbit/s.
    public static final double AUDIO_BYTES_PER_SECOND = 24e3;

    private static final double PIXELS_OF_1080P30 = 1920.0 * 1080 * 30;

    private EncodedSize() {}

    /// The bytes of this many frames.
    public static double bytes(long frames, OutputFormat format) {
        double share = (double) format.width() * format.height() / PIXELS_OF_1080P30;
        return frames * share * kilobits(format.encoding()) * 1_000 / Byte.SIZE;
    }

    /// Kilobits for a second of 1080p30: the means of the two clips in `docs/reference/formats.md`.
    private static double kilobits(Encoding encoding) {
        return switch (encoding) {
            case Encoding.H264(var quality) -> switch (quality) {
                case DRAFT -> 10_900;
                case STANDARD -> 5_850;
                case HIGH -> 9_980;
                case LOSSLESS -> 131_000;
            };
            case Encoding.Hevc(var quality) -> switch (quality) {
                case DRAFT -> 1_390;
                case STANDARD -> 4_670;
                case HIGH -> 7_260;
                case LOSSLESS -> 137_000;
            };
        };
    }
}
