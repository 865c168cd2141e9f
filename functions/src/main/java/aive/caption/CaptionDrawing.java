package aive.caption;

import java.awt.Shape;
import java.util.List;

/// A caption laid out for one size of picture, ready to be painted.
public final class CaptionDrawing {

    private final CaptionStyle style;
    private final Shape glyphs;
    private final PixelBounds ink;
    private final List<String> lines;
    private final boolean rightToLeft;
    private final boolean shortened;

    CaptionDrawing(CaptionStyle style, Shape glyphs, PixelBounds ink, List<String> lines, boolean rightToLeft, boolean shortened) {
        this.style = style;
        this.glyphs = glyphs;
        this.ink = ink;
        this.lines = List.copyOf(lines);
        this.rightToLeft = rightToLeft;
        this.shortened = shortened;
    }

    /// The pixels that painting can touch, outline and shadow included; all of them lie in the picture.
    public PixelBounds ink() {
        return ink;
    }

    /// The text of each line, from top to bottom, in the order in which it is read.
    public List<String> lines() {
        return lines;
    }

    /// The size of the font in pixels.
    public double fontSize() {
        return style.fontSize();
    }

    /// Whether the lines read from right to left.
    public boolean rightToLeft() {
        return rightToLeft;
    }

    /// Whether the text was too long to be shown whole; the last line then ends in an ellipsis. Worth a warning.
    public boolean shortened() {
        return shortened;
    }

    /// The outlines of all glyphs in the picture's coordinates; not to be changed.
    Shape glyphs() {
        return glyphs;
    }

    CaptionStyle style() {
        return style;
    }
}
