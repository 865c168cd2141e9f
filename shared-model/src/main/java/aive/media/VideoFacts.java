package aive.media;

import aive.time.Rational;
import java.util.Optional;

/// What is known of the picture of a clip or still image.
///
/// Who changes what it tells, or how that is measured, raises [SourceRecord#FACTS].
///
/// @param stream index of its stream in the file
/// @param codec FFmpeg's name of its codec, `h264`
/// @param still whether it is one image without time
/// @param width of a coded frame in pixels, before rotation
/// @param height of a coded frame in pixels, before rotation
/// @param timeBase the unit of its time stamps, in seconds
/// @param start when its first frame begins, in seconds from the start of the file's earliest stream
/// @param framesPerSecond on average; absent for a still image
/// @param length seconds from the first frame's start to the last frame's end, counted from the packets, not declared; absent for a still image
/// @param longestFrame seconds that the longest frame is shown, where some are shown much longer than others; absent where all are shown alike
/// @param upright whether players show it as it is coded, not turned
/// @param colourMatrix FFmpeg's name of the tagged YUV matrix, `bt709`; absent where the file does not say
public record VideoFacts(
        int stream,
        String codec,
        boolean still,
        int width,
        int height,
        Rational timeBase,
        Rational start,
        Optional<Rational> framesPerSecond,
        Optional<Rational> length,
        Optional<Rational> longestFrame,
        boolean upright,
        Optional<String> colourMatrix) {

    /// @throws IllegalArgumentException if a moving picture has no length, or a size is not positive
    public VideoFacts {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("not a picture size: %d×%d".formatted(width, height));
        }
        if (!still && (length.isEmpty() || length.get().signum() <= 0)) {
            throw new IllegalArgumentException("a moving picture without length");
        }
        if (timeBase.signum() <= 0) {
            throw new IllegalArgumentException("not a time base: " + timeBase);
        }
    }
}
