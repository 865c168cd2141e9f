package aive.media;

/// The properties of a still image.
///
/// @param stream index of its stream in the file
/// @param codec FFmpeg's name of its codec, `png`
/// @param width in pixels, as stored
/// @param height in pixels, as stored
/// @param colours its colour tags
/// @param transparent whether its pixels have an alpha channel, or its palette may have transparent colours
public record ImageInfo(int stream, String codec, int width, int height, ColourInfo colours, boolean transparent)
        implements VisualInfo {

    /// @throws IllegalArgumentException if the width or the height is not positive
    public ImageInfo {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("image size is not positive: %d×%d".formatted(width, height));
        }
    }
}
