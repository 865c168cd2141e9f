package aive.media;

/// A font file that has been checked.
///
/// @param glyphs the number of its glyphs
public record FontInfo(int glyphs) {

    /// @throws IllegalArgumentException if there is no glyph
    public FontInfo {
        if (glyphs < 1) {
            throw new IllegalArgumentException("a font with %d glyphs".formatted(glyphs));
        }
    }
}
