package aive.media;

import java.util.Optional;

/// The properties of a still image.
///
/// @param stream index of its stream in the file
/// @param codec FFmpeg's name of its codec, `png`
/// @param width in pixels, as stored
/// @param height in pixels, as stored
/// @param colourMatrix FFmpeg's name of the tagged YUV matrix, `bt709`; absent where the file has no tag
public record ImageInfo(int stream, String codec, int width, int height, Optional<String> colourMatrix)
        implements VisualInfo {

    /// @throws IllegalArgumentException if the width or the height is not positive
    public ImageInfo {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("image size is not positive: %d×%d".formatted(width, height));
        }
    }
}
