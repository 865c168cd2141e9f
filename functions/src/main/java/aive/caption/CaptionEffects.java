package aive.caption;

import aive.composition.CaptionLook;
import aive.time.Rational;
import java.awt.geom.Rectangle2D;

/// The sizes of a caption's outline, shadow, and box in pixels.
///
/// @param look of the caption
/// @param fontSize in pixels
record CaptionEffects(CaptionLook look, double fontSize) {

    private static final double BLUR = 0.16;
    private static final double DROP = 0.03;

    /// The distance between the letters and the edges of their box, in font sizes.
    private static final double PADDING = 0.22;

    /// The number of box blurs; three approximate a Gaussian blur.
    static final int BLUR_PASSES = 3;

    /// An upper bound of the margin that [#around] adds on each side, per unit of font size.
    static double reach(CaptionLook look) {
        double edge = look.background().isPresent() ? PADDING : BLUR + DROP;
        return outline(look) + edge;
    }

    /// A number for drawing, where AWT computes with doubles.
    static double number(Rational value) {
        return value.numerator().doubleValue() / value.denominator().doubleValue();
    }

    private static double outline(CaptionLook look) {
        return number(look.outline().width());
    }

    /// The width of the outline around the glyphs, in pixels.
    double outline() {
        return outline(look) * fontSize;
    }

    /// The radius of one box blur of the shadow, in pixels.
    int blurRadius() {
        return (int) (BLUR * fontSize / BLUR_PASSES);
    }

    /// The offset of the shadow below the glyphs, in pixels.
    int drop() {
        return (int) (DROP * fontSize);
    }

    /// The distance between the letters and the edges of their box, in pixels.
    double padding() {
        return PADDING * fontSize;
    }

    /// The bounds of the ink for glyphs with these bounds.
    Rectangle2D around(Rectangle2D glyphs) {
        double side = outline() + BLUR_PASSES * blurRadius();
        double top = Math.max(outline(), side - drop());
        double bottom = side + drop();
        if (look.background().isPresent()) {
            side = outline() + padding();
            top = side;
            bottom = side;
        }
        return new Rectangle2D.Double(
                glyphs.getX() - side,
                glyphs.getY() - top,
                glyphs.getWidth() + 2 * side,
                glyphs.getHeight() + top + bottom);
    }
}
