package aive.planning;

import aive.composition.Encoding;
import aive.composition.OutputFormat;
import aive.error.Problem;
import aive.project.Quality;
import aive.time.Rational;
import java.util.ArrayList;
import java.util.List;

/// Compares the video's format with what common players decode.
///
/// Phones, Safari, and QuickTime decode H.264 in 4:2:0 up to level 5.2 and 60 frames a second.
public final class PlayerLimits {

    private static final int MACROBLOCK = 16;

    /// Macroblocks in a frame, and in a second, of level 5.2 (ITU-T H.264, table A-1).
    private static final long MOST_IN_A_FRAME = 36_864;
    private static final long MOST_IN_A_SECOND = 2_073_600;

    private static final long MOST_FRAMES_PER_SECOND = 60;

    private PlayerLimits() {}

    /// Warns of every property that keeps the video from playing on phones, in Safari, or in QuickTime.
    public static List<Problem> warnings(OutputFormat format) {
        List<Problem> warnings = new ArrayList<>();
        switch (format.encoding()) {
            case Encoding.H264 h264 -> {
                if (h264.quality() == Quality.LOSSLESS) {
                    warnings.add(new Problem(
                            "/render/quality",
                            "lossless video has the H.264 profile High 4:4:4 Predictive, which phones, Safari, and "
                                    + "QuickTime cannot play; use high for publishing"));
                }
            }
        }
        Rational rate = format.frameRate().framesPerSecond();
        if (rate.compareTo(Rational.of(MOST_FRAMES_PER_SECOND)) > 0) {
            warnings.add(new Problem(
                    "/render/fps",
                    "fps is %s, and many phones play at most %d frames a second"
                            .formatted(rate.toDecimal(3), MOST_FRAMES_PER_SECOND)));
        }
        long macroblocks = macroblocks(format.width()) * macroblocks(format.height());
        Rational perSecond = rate.times(macroblocks);
        if (macroblocks > MOST_IN_A_FRAME || perSecond.compareTo(Rational.of(MOST_IN_A_SECOND)) > 0) {
            warnings.add(new Problem(
                    "/render/fps",
                    "%d × %d at %s frames a second needs an H.264 level above 5.2 (%d macroblocks a second, at most %d), which phones, Safari, and QuickTime may not play; lower fps or the size"
                            .formatted(
                                    format.width(), format.height(), rate.toDecimal(3), perSecond.ceil(),
                                    MOST_IN_A_SECOND)));
        }
        return warnings;
    }

    private static long macroblocks(int pixels) {
        return Math.ceilDiv(pixels, MACROBLOCK);
    }
}
