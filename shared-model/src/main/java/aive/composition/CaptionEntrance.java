package aive.composition;

import aive.time.Rational;

/// The state of a caption while it appears.
///
/// @param scale factor on the caption's size, around its centre
/// @param opacity more than 0, at most 1
public record CaptionEntrance(Rational scale, Rational opacity) {

    /// @throws IllegalArgumentException if nothing would be visible, or the caption would be larger than twice its size
    public CaptionEntrance {
        if (scale.signum() <= 0 || scale.compareTo(Rational.of(2)) > 0) {
            throw new IllegalArgumentException("a caption of %s times its size".formatted(scale));
        }
        if (opacity.signum() <= 0 || opacity.compareTo(Rational.ONE) > 0) {
            throw new IllegalArgumentException("an opacity of " + opacity);
        }
    }
}
