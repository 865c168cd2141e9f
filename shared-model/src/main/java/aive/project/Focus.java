package aive.project;

import aive.time.Rational;

/// The point of footage that a crop keeps nearest to the centre of the frame.
///
/// @param x share of the shown width, from the left: 0 to 1
/// @param y share of the shown height, from the top: 0 to 1
public record Focus(Rational x, Rational y) {

    private static final Rational HALF = Rational.of(1, 2);

    public static final Focus CENTER = new Focus(HALF, HALF);

    /// @throws IllegalArgumentException if a share is below 0 or above 1
    public Focus {
        if (!isShare(x) || !isShare(y)) {
            throw new IllegalArgumentException("the focus is outside the footage: %s, %s".formatted(x, y));
        }
    }

    private static boolean isShare(Rational number) {
        return number.signum() >= 0 && number.compareTo(Rational.ONE) <= 0;
    }
}
