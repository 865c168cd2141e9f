package aive.caption;

import java.awt.geom.Rectangle2D;

/// The sizes of a caption's outline and shadow, proportional to the font size.
///
/// @param fontSize in pixels
record CaptionStyle(double fontSize) {

    private static final double OUTLINE = 0.06;
    private static final double BLUR = 0.16;
    private static final double DROP = 0.03;

    /// An upper bound of the margin that [#around] adds on each side, per unit of font size.
    static final double REACH = OUTLINE + BLUR + DROP;

    /// The number of box blurs; three approximate a Gaussian blur.
    static final int BLUR_PASSES = 3;

    /// The width of the outline around the glyphs, in pixels.
    double outline() {
        return OUTLINE * fontSize;
    }

    /// The radius of one box blur of the shadow, in pixels.
    int blurRadius() {
        return (int) (BLUR * fontSize / BLUR_PASSES);
    }

    /// The offset of the shadow below the glyphs, in pixels.
    int drop() {
        return (int) (DROP * fontSize);
    }

    /// The bounds of the ink for glyphs with these bounds.
    Rectangle2D around(Rectangle2D glyphs) {
        double side = outline() + BLUR_PASSES * blurRadius();
        double top = Math.max(outline(), side - drop());
        return new Rectangle2D.Double(
                glyphs.getX() - side, glyphs.getY() - top, glyphs.getWidth() + 2 * side,
                        glyphs.getHeight() + top + side + drop());
    }
}
