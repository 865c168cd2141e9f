package aive.composition;

/// A rectangle of the frame, in pixels. All numbers are even, because colours are stored for blocks of 2×2 pixels.
///
/// @param x of the left edge
/// @param y of the upper edge
public record PixelArea(int x, int y, int width, int height) {

    /// @throws IllegalArgumentException if a number is odd, the rectangle is empty, or it begins outside the frame
    public PixelArea {
        if (x < 0 || y < 0 || width < 2 || height < 2 || ((x | y | width | height) & 1) != 0) {
            throw new IllegalArgumentException("not an area of even pixels: %d×%d at %d, %d".formatted(
                    width, height, x, y));
        }
    }
}
