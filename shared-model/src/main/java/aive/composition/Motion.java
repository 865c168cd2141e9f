package aive.composition;

import aive.time.FrameRange;
import aive.time.Rational;

/// A movement of the view over a still image, at constant speed.
///
/// Frame `n` of the movement shows the view `from + (to - from) · n / of`. The first frame of an item shows frame
/// `first`, so that a part of an item continues the movement of the whole item.
///
/// @param from the view at the start
/// @param to the view after the last frame
/// @param first frame of the movement in which the item begins, 0 or more
/// @param of number of frames of the whole movement
public record Motion(View from, View to, long first, long of) {

    /// @throws IllegalArgumentException if the movement has no frame, or begins outside it
    public Motion {
        if (of < 1 || first < 0 || first >= of) {
            throw new IllegalArgumentException("a motion cannot begin in frame %d of %d".formatted(first, of));
        }
    }

    /// The part of the view that all frames show.
    public Overlap overlap() {
        return new Overlap(
                Rational.max(from.left(), to.left()),
                Rational.max(from.top(), to.top()),
                Rational.min(from.left().plus(from.size()), to.left().plus(to.size())),
                Rational.min(from.top().plus(from.size()), to.top().plus(to.size())));
    }

    /// The number of frames from the first one to the end of the movement.
    long left() {
        return of - first;
    }

    /// The same movement from a later frame.
    Motion part(FrameRange run) {
        return new Motion(from, to, first + run.first(), of);
    }

    /// A part of a picture that is shown in the whole frame, in shares of the picture's width and height.
    ///
    /// @param left its left edge
    /// @param top its upper edge
    /// @param size its width and its height
    public record View(Rational left, Rational top, Rational size) {

        /// @throws IllegalArgumentException if it is empty or goes beyond the picture
        public View {
            if (left.signum() < 0 || top.signum() < 0 || size.signum() <= 0
                    || left.plus(size).compareTo(Rational.ONE) > 0 || top.plus(size).compareTo(Rational.ONE) > 0) {
                throw new IllegalArgumentException("the view is outside the picture: %s, %s, %s".formatted(
                        left, top, size));
            }
        }
    }

    /// A rectangle, in shares of the picture's width and height.
    public record Overlap(Rational left, Rational top, Rational right, Rational bottom) {}
}
