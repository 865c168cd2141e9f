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
/// Phones, Safari, and QuickTime decode H.264 in 4:2:0 up to level 5.2, HEVC up to level 5.1, and 60 frames a second.
public final class PlayerLimits {

    private static final int MACROBLOCK = 16;

    /// Macroblocks in a frame, and in a second, of level 5.2 (ITU-T H.264, table A-1).
    private static final long MOST_IN_A_FRAME = 36_864;
    private static final long MOST_IN_A_SECOND = 2_073_600;

    /// Pixels of a frame, and in a second, of level 5.1 (ITU-T H.265, tables A.8 and A.9).
    private static final long MOST_HEVC_PIXELS = 8_912_896;
    private static final long MOST_HEVC_PIXELS_IN_A_SECOND = 534_773_760;

    private static final long MOST_FRAMES_PER_SECOND = 60;

    private PlayerLimits() {}

    /// Warns of every property that keeps the video from playing on phones, in Safari, or in QuickTime.
    public static List<Problem> warnings(OutputFormat format) {
        List<Problem> warnings = new ArrayList<>();
        if (isUnusualH264(format.encoding())) {
            warnings.add(new Problem(
                    "/render/quality",
                    "lossless video has the H.264 profile High 4:4:4 Predictive, which phones, Safari, and "
                            + "QuickTime cannot play; use high for publishing"));
        }
        if (format.encoding() instanceof Encoding.Hevc) {
            warnings.add(new Problem(
                    "/render/codec",
                    "HEVC plays on Apple's devices, on Android, and in VLC; other browsers and Windows play it only "
                            + "where the system has a decoder; use h264 for publishing on the web"));
        }
        if (isFast(format)) {
            warnings.add(new Problem(
                    "/render/fps",
                    "fps is %s, and many phones play at most %d frames a second"
                            .formatted(rate(format).toDecimal(3), MOST_FRAMES_PER_SECOND)));
        }
        Need need = need(format);
        if (need.isAbove()) {
            warnings.add(warning(format, need));
        }
        return warnings;
    }

    /// The players that can be expected to play the video. `docs/reference/formats.md` explains the names.
    public static List<String> playsOn(OutputFormat format) {
        List<String> players = new ArrayList<>();
        boolean usual = !isFast(format) && !need(format).isAbove();
        boolean hevc = format.encoding() instanceof Encoding.Hevc;
        if (usual && !hevc && !isUnusualH264(format.encoding())) {
            players.addAll(List.of("web", "windows"));
        }
        if (usual && !isUnusualH264(format.encoding())) {
            players.addAll(List.of("safari", "ios", "quicktime", "android"));
        }
        if (!hevc) {
            players.add("chrome");
        }
        players.add("vlc");
        return List.copyOf(players);
    }

    private static boolean isUnusualH264(Encoding encoding) {
        return encoding instanceof Encoding.H264(Quality quality) && quality == Quality.LOSSLESS;
    }

    private static boolean isFast(OutputFormat format) {
        return rate(format).compareTo(Rational.of(MOST_FRAMES_PER_SECOND)) > 0;
    }

    /// What a format needs of a decoder, and the limits of the level that common players decode.
    ///
    /// @param level of the codec
    /// @param unit that the level counts
    private record Need(String level, String unit, long inAFrame, long most, Rational inASecond, long mostInASecond) {

        boolean isInAFrame() {
            return inAFrame > most;
        }

        boolean isAbove() {
            return isInAFrame() || inASecond.compareTo(Rational.of(mostInASecond)) > 0;
        }
    }

    private static Need need(OutputFormat format) {
        return switch (format.encoding()) {
            case Encoding.H264 _ -> {
                long blocks = macroblocks(format);
                yield new Need("an H.264 level above 5.2", "macroblocks", blocks, MOST_IN_A_FRAME,
                        rate(format).times(blocks), MOST_IN_A_SECOND);
            }
            case Encoding.Hevc _ -> {
                long pixels = (long) format.width() * format.height();
                yield new Need("an HEVC level above 5.1", "pixels", pixels, MOST_HEVC_PIXELS,
                        rate(format).times(pixels), MOST_HEVC_PIXELS_IN_A_SECOND);
            }
        };
    }

    private static Problem warning(OutputFormat format, Need need) {
        String amount = need.isInAFrame()
                ? "%d %s in a frame, at most %d".formatted(need.inAFrame(), need.unit(), need.most())
                : "%d %s a second, at most %d".formatted(
                        need.inASecond().ceil(), need.unit(), need.mostInASecond());
        return new Problem(
                need.isInAFrame() ? "/render/width" : "/render/fps",
                ("%d × %d at %s frames a second needs %s (%s), which phones, Safari, and QuickTime may not play;"
                        + " lower %s").formatted(
                                format.width(), format.height(), rate(format).toDecimal(3), need.level(), amount,
                                need.isInAFrame() ? "the size" : "fps or the size"));
    }

    private static Rational rate(OutputFormat format) {
        return format.frameRate().framesPerSecond();
    }

    private static long macroblocks(OutputFormat format) {
        return (long) Math.ceilDiv(format.width(), MACROBLOCK) * Math.ceilDiv(format.height(), MACROBLOCK);
    }
}
