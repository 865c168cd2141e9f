package aive.caption;

/// A rectangle of whole pixels in a frame. The origin is the top left corner.
///
/// @param x first column
/// @param y first row
/// @param width number of columns, 1 or more
/// @param height number of rows, 1 or more
public record PixelBounds(int x, int y, int width, int height) {

    /// The margin that [#cropFor] adds, in pixels.
    private static final int MARGIN = 16;

    /// @throws IllegalArgumentException if the rectangle holds no pixel
    public PixelBounds {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("no pixels in %dx%d at %d, %d".formatted(width, height, x, y));
        }
    }

    private static PixelBounds between(int left, int top, int right, int bottom) {
        return new PixelBounds(left, top, right - left, bottom - top);
    }

    /// The column after the last.
    public int right() {
        return x + width;
    }

    /// The row after the last.
    public int bottom() {
        return y + height;
    }

    public boolean contains(PixelBounds other) {
        return x <= other.x && y <= other.y && other.right() <= right() && other.bottom() <= bottom();
    }

    /// The smallest rectangle that contains this rectangle and `other`.
    public PixelBounds union(PixelBounds other) {
        return between(Math.min(x, other.x), Math.min(y, other.y), Math.max(right(), other.right()),
                Math.max(bottom(), other.bottom()));
    }

    /// The pixels that these touch when they are `scale` times as large around their centre, limited to the frame.
    PixelBounds scaled(double scale, int frameWidth, int frameHeight) {
        double halfWidth = scale * width / 2;
        double halfHeight = scale * height / 2;
        int left = Math.clamp((long) Math.floor(x + width / 2.0 - halfWidth), 0, frameWidth - 1);
        int top = Math.clamp((long) Math.floor(y + height / 2.0 - halfHeight), 0, frameHeight - 1);
        return between(
                left,
                top,
                Math.clamp((long) Math.ceil(x + width / 2.0 + halfWidth), left + 1, frameWidth),
                Math.clamp((long) Math.ceil(y + height / 2.0 + halfHeight), top + 1, frameHeight));
    }

    /// These pixels with a margin, limited to the frame, with even coordinates as 4:2:0 chroma requires.
    ///
    /// In a frame with an odd side, the crop may exceed the frame by one pixel.
    public PixelBounds cropFor(int frameWidth, int frameHeight) {
        return between(
                evenBelow(Math.max(0, x - MARGIN)),
                evenBelow(Math.max(0, y - MARGIN)),
                evenBelow(Math.min(frameWidth, right() + MARGIN) + 1),
                evenBelow(Math.min(frameHeight, bottom() + MARGIN) + 1));
    }

    private static int evenBelow(int coordinate) {
        return coordinate & ~1;
    }
}
