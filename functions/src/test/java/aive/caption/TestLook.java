package aive.caption;

import aive.composition.CaptionLook;
import aive.project.CaptionAnchor;
import aive.project.CaptionFamily;
import aive.time.Rational;
import java.util.Optional;

/// Looks of captions for tests.
public final class TestLook {

    /// White letters at the bottom of a wide frame.
    public static final CaptionLook WIDE = ofLines(3);

    /// The same letters with a shadow and no outline.
    public static final CaptionLook WITHOUT_OUTLINE = new CaptionLook(
            WIDE.family(), WIDE.face(), WIDE.file(), WIDE.size(), WIDE.lines(), WIDE.longestLine(), WIDE.sideMargin(),
            WIDE.placement(), WIDE.colour(), new CaptionLook.Outline(0, Rational.ZERO), WIDE.background(),
            WIDE.highlight());

    private TestLook() {}

    /// The look with a font file.
    public static CaptionLook inFile(String sha256) {
        return new CaptionLook(
                WIDE.family(), WIDE.face(), Optional.of(sha256), WIDE.size(), WIDE.lines(), WIDE.longestLine(),
                WIDE.sideMargin(), WIDE.placement(), WIDE.colour(), WIDE.outline(), WIDE.background(),
                WIDE.highlight());
    }

    /// The look with another number of lines.
    public static CaptionLook ofLines(int lines) {
        return new CaptionLook(
                CaptionFamily.NOTO_SANS,
                CaptionLook.Face.SEMI_BOLD,
                Optional.empty(),
                Rational.of(5, 100),
                lines,
                Rational.of(26),
                Rational.of(5, 100),
                new CaptionLook.Placement(Rational.of(92, 100), CaptionAnchor.BOTTOM),
                0xFFFFFF,
                new CaptionLook.Outline(0, Rational.of(6, 100)),
                Optional.empty(),
                Optional.empty());
    }
}
