package aive.project;

import aive.time.Rational;

/// The place of an overlay in the frame, as shares of the space that the overlay leaves free.
///
/// @param x 0 at the left margin, 1/2 centred, 1 at the right margin
/// @param y 0 at the upper margin, 1/2 centred, 1 at the lower margin
public record OverlayPosition(Rational x, Rational y) {

    /// @throws IllegalArgumentException if a share is below 0 or above 1
    public OverlayPosition {
        if (isOutside(x) || isOutside(y)) {
            throw new IllegalArgumentException("position %s, %s is outside the frame".formatted(x, y));
        }
    }

    private static boolean isOutside(Rational share) {
        return share.signum() < 0 || share.compareTo(Rational.ONE) > 0;
    }
}
