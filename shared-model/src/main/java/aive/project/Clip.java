package aive.project;

import aive.time.Rational;

/// A clip or still image of a sentence, and how it is shown.
///
/// @param source where its file comes from
/// @param inPoint the time in the clip at which playback begins, in seconds from the start of the clip, 0 or more
/// @param framing its place in the frame
public record Clip(Source source, Rational inPoint, Framing framing) {

    /// @throws IllegalArgumentException if the in-point is negative
    public Clip {
        if (inPoint.signum() < 0) {
            throw new IllegalArgumentException("in-point is negative: " + inPoint);
        }
    }
}
