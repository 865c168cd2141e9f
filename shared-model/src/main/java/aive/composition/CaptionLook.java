package aive.composition;

import aive.project.CaptionAnchor;
import aive.project.CaptionBackground;
import aive.project.CaptionFamily;
import aive.time.Rational;
import java.util.Optional;
import java.util.Set;

/// How captions look on frames of one size: every choice is made, and no default is left to the renderer.
///
/// Lengths named "in font sizes" are factors on the font size.
///
/// @param family of the font
/// @param face the weight of Noto Sans
/// @param file SHA-256 of a font file, whose letters replace the family's; absent for none
/// @param size font size as a share of the frame's shorter side
/// @param lines the most lines of a caption in this size
/// @param longestLine the longest line, in font sizes
/// @param sideMargin share of the frame's width that stays free of captions on the left and on the right
/// @param placement vertical position of the block of lines
/// @param colour of the letters, 24-bit RGB
/// @param outline around the letters
/// @param background box behind the letters; absent for letters with a shadow
/// @param highlight colour of the word that is being spoken, 24-bit RGB; absent to highlight none
public record CaptionLook(
        CaptionFamily family,
        Face face,
        Optional<String> file,
        Rational size,
        int lines,
        Rational longestLine,
        Rational sideMargin,
        Placement placement,
        int colour,
        Outline outline,
        Optional<CaptionBackground> background,
        Optional<Integer> highlight) {

    /// @throws IllegalArgumentException if the size or the number of lines is not positive, or margins leave no room
    public CaptionLook {
        if (size.signum() <= 0 || lines < 1 || longestLine.signum() <= 0) {
            throw new IllegalArgumentException("captions of size %s with %d lines".formatted(size, lines));
        }
        if (sideMargin.signum() < 0 || sideMargin.times(2).compareTo(Rational.ONE) >= 0) {
            throw new IllegalArgumentException("side margins of %s leave no room".formatted(sideMargin));
        }
    }

    /// The identities (SHA-256) of the files that letters are drawn from, besides the renderer's own fonts.
    Set<String> assets() {
        return file.map(Set::of).orElse(Set.of());
    }

    /// The weight of the caption font.
    public enum Face {
        SEMI_BOLD,
        EXTRA_BOLD
    }

    /// The vertical position of a block of lines.
    ///
    /// @param height as a share of the frame's height, from the top
    /// @param anchor the part of the block that is at this height
    public record Placement(Rational height, CaptionAnchor anchor) {}

    /// An outline around letters.
    ///
    /// @param colour 24-bit RGB
    /// @param width in font sizes; 0 for none
    public record Outline(int colour, Rational width) {}
}
