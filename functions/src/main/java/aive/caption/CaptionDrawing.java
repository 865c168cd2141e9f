package aive.caption;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/// A caption laid out for one frame size, ready to be painted.
public final class CaptionDrawing {

    private final CaptionEffects effects;
    private final Lettering lettering;
    private final PixelBounds ink;
    private final List<String> lines;
    private final boolean rightToLeft;
    private final boolean shortened;
    private final List<String> brokenWords;

    CaptionDrawing(CaptionEffects effects, Lettering lettering, PixelBounds ink, List<String> lines,
            boolean rightToLeft, boolean shortened, List<String> brokenWords) {
        this.effects = effects;
        this.lettering = lettering;
        this.ink = ink;
        this.lines = List.copyOf(lines);
        this.rightToLeft = rightToLeft;
        this.shortened = shortened;
        this.brokenWords = List.copyOf(brokenWords);
    }

    /// What is painted, in the frame's coordinates; do not modify.
    ///
    /// @param glyphs the outlines of all glyphs
    /// @param highlights the glyphs that are painted again in the highlight's colour
    /// @param boxes behind the glyphs, without overlap
    record Lettering(Shape glyphs, List<Highlight> highlights, List<RoundRectangle2D> boxes) {}

    /// The highlighted part of one line.
    ///
    /// @param glyphs of the whole line
    /// @param area of the part
    record Highlight(Shape glyphs, Shape area) {

        Highlight moved(AffineTransform by) {
            return new Highlight(by.createTransformedShape(glyphs), by.createTransformedShape(area));
        }
    }

    /// The pixels that painting may change, with outline, shadow, and box; all of them are inside the frame.
    public PixelBounds ink() {
        return ink;
    }

    /// The text of each line, from top to bottom, in reading order.
    public List<String> lines() {
        return lines;
    }

    /// The font size in pixels.
    public double fontSize() {
        return effects.fontSize();
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

    Lettering lettering() {
        return lettering;
    }

    CaptionEffects effects() {
        return effects;
    }
}
