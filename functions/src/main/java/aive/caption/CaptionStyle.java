package aive.caption;

import java.awt.geom.Rectangle2D;

/// How far the ink of a caption reaches around its glyphs: a dark outline, and under it a soft shadow that sinks a little.
///
/// All of it is proportional to the font size.
///
/// @param fontSize in pixels
record CaptionStyle(double fontSize) {

    private static final double OUTLINE = 0.06;
    private static final double BLUR = 0.16;
    private static final double DROP = 0.03;

    /// Bounds of the ink around one unit of font size, on each side: an upper bound of what [#around] adds.
    static final double REACH = OUTLINE + BLUR + DROP;

    /// Number of times that the shadow is averaged; three come close to a Gaussian blur.
    static final int BLUR_PASSES = 3;

    /// Width of the outline outside the glyphs, in pixels.
    double outline() {
        return OUTLINE * fontSize;
    }

    /// How many pixels on each side the shadow averages in one pass.
    int blurRadius() {
        return (int) (BLUR * fontSize / BLUR_PASSES);
    }

    /// How many pixels the shadow lies below the glyphs.
    int drop() {
        return (int) (DROP * fontSize);
    }

    /// The bounds of the ink around glyphs with these bounds.
    Rectangle2D around(Rectangle2D glyphs) {
        double side = outline() + BLUR_PASSES * blurRadius();
        double top = Math.max(outline(), side - drop());
        return new Rectangle2D.Double(
                glyphs.getX() - side, glyphs.getY() - top, glyphs.getWidth() + 2 * side, glyphs.getHeight() + top + side + drop());
    }
}
