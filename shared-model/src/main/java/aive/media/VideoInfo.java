package aive.media;

import aive.time.Rational;
import java.util.Optional;

/// What the probe found of a clip's video.
///
/// @param stream index of its stream in the file
/// @param codec FFmpeg's name of its codec, `h264`
/// @param width of a stored frame in pixels, before rotation
/// @param height of a stored frame in pixels, before rotation
/// @param timeBase the unit of its time stamps, in seconds
/// @param start when its first frame begins, in seconds from the start of the file's earliest stream
/// @param framesPerSecond on average; absent where the file does not tell
/// @param length seconds from the first frame's start to the last frame's end, counted from the packets, not declared
/// @param longestFrame seconds that the longest frame is shown, where some are shown much longer than others; absent
///     where all are shown alike
/// @param upright whether players show it as it is stored, not turned
/// @param colourMatrix FFmpeg's name of the tagged YUV matrix, `bt709`; absent where the file does not say
public record VideoInfo(
        int stream,
        String codec,
        int width,
        int height,
        Rational timeBase,
        Rational start,
        Optional<Rational> framesPerSecond,
        Rational length,
        Optional<Rational> longestFrame,
        boolean upright,
        Optional<String> colourMatrix)
        implements VisualInfo {

    /// @throws IllegalArgumentException if a side, the length, or the time base is not positive
    public VideoInfo {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("not a size of a video: %d×%d".formatted(width, height));
        }
        if (length.signum() <= 0 || timeBase.signum() <= 0) {
            throw new IllegalArgumentException("not a length of a video: %s in units of %s".formatted(length, timeBase));
        }
    }
}
