package aive.composition;

import aive.time.FrameRate;

/// How every frame of the video is made.
///
/// @param width in pixels, even
/// @param height in pixels, even
/// @param frameRate frames a second
/// @param encoding how frames are compressed
public record OutputFormat(int width, int height, FrameRate frameRate, Encoding encoding) {

    /// @throws IllegalArgumentException if a side is not even and positive
    public OutputFormat {
        if (width < 2 || height < 2 || width % 2 != 0 || height % 2 != 0) {
            throw new IllegalArgumentException("not a size of a video: %d×%d".formatted(width, height));
        }
    }
}
