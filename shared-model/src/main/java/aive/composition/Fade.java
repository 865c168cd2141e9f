package aive.composition;

import java.util.Optional;

/// How a layer fades in and out, by frames, in a range of the frames in which it is shown.
///
/// Frame `k` of the fade-in has the opacity `(k + 1) / (in + 1)`; the fade-out mirrors it.
///
/// @param in frames of the fade-in; 0 for none
/// @param out frames of the fade-out; 0 for none
/// @param before frames of the layer before this range; 0 if there is no fade-in
/// @param after frames of the layer after this range; 0 if there is no fade-out
public record Fade(long in, long out, long before, long after) {

    /// @throws IllegalArgumentException if a number is negative, there is neither fade, or the range is outside a fade
    public Fade {
        if (in < 0 || out < 0 || before < 0 || after < 0 || in + out == 0
                || before > Math.max(0, in - 1) || after > Math.max(0, out - 1)) {
            throw new IllegalArgumentException("not a fade: in %d, out %d, before %d, after %d".formatted(
                    in, out, before, after));
        }
    }

    /// The fade of a layer that is shown for a number of frames; each fade takes at most half of them.
    ///
    /// @return empty if there is no frame to fade
    public static Optional<Fade> of(long fade, long frames) {
        long each = Math.min(fade, frames / 2);
        return each > 0 ? Optional.of(new Fade(each, each, 0, 0)) : Optional.empty();
    }

    /// The fade in a part of the range. A part without a fading frame has none, so that it stays equal wherever it is.
    ///
    /// @param skipped frames of the range before the part
    /// @param left frames of the range after the part
    Optional<Fade> part(long skipped, long left) {
        boolean fadesIn = before + skipped < in;
        boolean fadesOut = after + left < out;
        return fadesIn || fadesOut
                ? Optional.of(new Fade(
                        fadesIn ? in : 0,
                        fadesOut ? out : 0,
                        fadesIn ? before + skipped : 0,
                        fadesOut ? after + left : 0))
                : Optional.empty();
    }
}
