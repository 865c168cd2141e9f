package aive.caption;

import aive.composition.CaptionEntrance;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/// A caption laid out for one frame size, ready to be painted.
public final class CaptionDrawing {

    private final CaptionEffects effects;
    private final Lettering lettering;
    private final PixelBounds ink;
    private final double opacity;
    private final List<String> lines;
    private final boolean rightToLeft;
    private final boolean shortened;
    private final List<String> brokenWords;

    CaptionDrawing(CaptionEffects effects, Lettering lettering, PixelBounds ink, double opacity, List<String> lines,
            boolean rightToLeft, boolean shortened, List<String> brokenWords) {
        this.effects = effects;
        this.lettering = lettering;
        this.ink = ink;
        this.opacity = opacity;
        this.lines = List.copyOf(lines);
        this.rightToLeft = rightToLeft;
        this.shortened = shortened;
        this.brokenWords = List.copyOf(brokenWords);
    }

    /// What is painted, in the frame's coordinates; do not modify.
    ///
    /// @param glyphs the outlines of all glyphs that have the look's colour
    /// @param silhouette the outlines of all glyphs, also of those with their own colours
    /// @param emoji the glyphs with their own colours
    /// @param highlights the glyphs that are painted again in the highlight's colour
    /// @param boxes behind the glyphs, without overlap
    record Lettering(
            Shape glyphs,
            Shape silhouette,
            List<PlacedEmoji> emoji,
            List<Highlight> highlights,
            List<RoundRectangle2D> boxes) {

        /// The same lettering, `scale` times as large, around a point.
        Lettering scaled(double scale, double x, double y) {
            AffineTransform transform = AffineTransform.getTranslateInstance(x, y);
            transform.scale(scale, scale);
            transform.translate(-x, -y);
            List<RoundRectangle2D> scaled = boxes.stream()
                    .<RoundRectangle2D>map(box -> new RoundRectangle2D.Double(
                            x + (box.getX() - x) * scale,
                            y + (box.getY() - y) * scale,
                            box.getWidth() * scale,
                            box.getHeight() * scale,
                            box.getArcWidth() * scale,
                            box.getArcHeight() * scale))
                    .toList();
            return new Lettering(
                    transform.createTransformedShape(glyphs),
                    transform.createTransformedShape(silhouette),
                    emoji.stream().map(glyph -> glyph.moved(transform)).toList(),
                    highlights.stream().map(part -> part.moved(transform)).toList(),
                    scaled);
        }
    }

    /// A glyph with its own colours.
    ///
    /// @param place from the glyph's coordinates to the frame's
    record PlacedEmoji(ColourFont font, int glyph, AffineTransform place) {

        PlacedEmoji moved(AffineTransform by) {
            AffineTransform moved = new AffineTransform(by);
            moved.concatenate(place);
            return new PlacedEmoji(font, glyph, moved);
        }

        Shape silhouette() {
            return place.createTransformedShape(font.silhouette(glyph));
        }

        /// The bounds of all that is painted, also of what is nearly transparent, such as the glow of a candle.
        Rectangle2D bounds() {
            return place.createTransformedShape(font.bounds(glyph)).getBounds2D();
        }
    }

    /// The highlighted part of one line.
    ///
    /// @param glyphs of the whole line
    /// @param area of the part
    record Highlight(Shape glyphs, Shape area) {

        Highlight moved(AffineTransform by) {
            return new Highlight(by.createTransformedShape(glyphs), by.createTransformedShape(area));
        }
    }

    /// The caption in a state of its entrance: larger or smaller around its centre, and less opaque. What would lie
    /// outside of the frame is cut off.
    ///
    /// @param width of the frame
    /// @param height of the frame
    public CaptionDrawing entering(CaptionEntrance state, int width, int height) {
        double scale = CaptionEffects.number(state.scale());
        double x = ink.x() + ink.width() / 2.0;
        double y = ink.y() + ink.height() / 2.0;
        return new CaptionDrawing(
                new CaptionEffects(effects.look(), effects.fontSize() * scale),
                lettering.scaled(scale, x, y),
                ink.scaled(scale, width, height),
                CaptionEffects.number(state.opacity()),
                lines,
                rightToLeft,
                shortened,
                brokenWords);
    }

    /// From 0 to 1.
    double opacity() {
        return opacity;
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
