package aive.composition;

import aive.time.FrameRate;

/// The size, frame rate, and encoding of the video.
///
/// @param width in pixels, even
/// @param height in pixels, even
/// @param frameRate frames per second
/// @param encoding the compression
public record OutputFormat(int width, int height, FrameRate frameRate, Encoding encoding) {

    /// @throws IllegalArgumentException if the width or the height is not even and positive
    public OutputFormat {
        if (width < 2 || height < 2 || width % 2 != 0 || height % 2 != 0) {
            throw new IllegalArgumentException("video size is not even and positive: %d×%d".formatted(width, height));
        }
    }
}
