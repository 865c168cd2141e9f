package aive.caption;

import java.awt.Shape;
import java.util.List;

/// A caption laid out for one frame size, ready to be painted.
public final class CaptionDrawing {

    private final CaptionStyle style;
    private final Shape glyphs;
    private final PixelBounds ink;
    private final List<String> lines;
    private final boolean rightToLeft;
    private final boolean shortened;
    private final List<String> brokenWords;

    CaptionDrawing(CaptionStyle style, Shape glyphs, PixelBounds ink, List<String> lines, boolean rightToLeft,
            boolean shortened, List<String> brokenWords) {
        this.style = style;
        this.glyphs = glyphs;
        this.ink = ink;
        this.lines = List.copyOf(lines);
        this.rightToLeft = rightToLeft;
        this.shortened = shortened;
        this.brokenWords = List.copyOf(brokenWords);
    }

    /// The pixels that painting may change, with outline and shadow; all of them are inside the frame.
    public PixelBounds ink() {
        return ink;
    }

    /// The text of each line, from top to bottom, in reading order.
    public List<String> lines() {
        return lines;
    }

    /// The font size in pixels.
    public double fontSize() {
        return style.fontSize();
    }

    /// Whether the lines read from right to left.
    public boolean rightToLeft() {
        return rightToLeft;
    }

    /// Whether the text was too long and its last line ends in an ellipsis.
    public boolean shortened() {
        return shortened;
    }

    /// The words that are longer than a line, and therefore continue on the next line; each once.
    public List<String> brokenWords() {
        return brokenWords;
    }

    /// The outlines of all glyphs in the frame's coordinates; do not modify.
    Shape glyphs() {
        return glyphs;
    }

    CaptionStyle style() {
        return style;
    }
}
