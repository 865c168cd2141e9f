package aive.media;

import aive.time.Rational;
import java.util.Optional;

/// The properties of a clip's video.
///
/// @param stream index of its stream in the file
/// @param codec FFmpeg's name of its codec, `h264`
/// @param width of a stored frame in pixels, before rotation
/// @param height of a stored frame in pixels, before rotation
/// @param timeBase the unit of its timestamps, in seconds
/// @param start time of its first frame, in seconds from the start of the file's earliest stream
/// @param framesPerSecond on average; absent where the file does not state it
/// @param length seconds from the first frame's start to the last frame's end, computed from the packets, not from the
///     header
/// @param storedLength seconds from the first stored frame's start to the last stored frame's end, where an edit list
///     hides frames; absent where all frames are shown
/// @param longestFrame seconds for which the longest frame is shown, where frame durations differ much; absent where
///     all are alike
/// @param upright whether players show it as stored, without rotation
/// @param colours its colour tags
/// @param interlacing the field order; absent for progressive video
/// @param transparent whether its pixels have an alpha channel
public record VideoInfo(
        int stream,
        String codec,
        int width,
        int height,
        Rational timeBase,
        Rational start,
        Optional<Rational> framesPerSecond,
        Rational length,
        Optional<Rational> storedLength,
        Optional<Rational> longestFrame,
        boolean upright,
        ColourInfo colours,
        Optional<Interlacing> interlacing,
        boolean transparent)
        implements VisualInfo {

    /// @throws IllegalArgumentException if the width, the height, the length, or the time base is not positive
    public VideoInfo {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("video size is not positive: %d×%d".formatted(width, height));
        }
        if (length.signum() <= 0 || timeBase.signum() <= 0) {
            throw new IllegalArgumentException(
                    "video length %s or time base %s is not positive".formatted(length, timeBase));
        }
    }
}
