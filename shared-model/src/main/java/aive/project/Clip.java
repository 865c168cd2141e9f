package aive.project;

import aive.time.Rational;
import java.util.Optional;

/// A clip or still image of a sentence, and how it is shown.
///
/// @param field JSON pointer of its object, from the sentence's: `/selected_footage`, `/footage/1`
/// @param source where its file comes from
/// @param inPoint the time in the clip at which playback begins, in seconds from the start of the clip, 0 or more
/// @param seconds for which it is shown; absent to share the time that the other clips of the sentence leave
/// @param framing its place in the frame
public record Clip(String field, Source source, Rational inPoint, Optional<Rational> seconds, Framing framing) {

    /// The field of a sentence with a single clip.
    public static final String ONLY = "/selected_footage";

    /// @throws IllegalArgumentException if the in-point is negative, or the time is not positive
    public Clip {
        if (inPoint.signum() < 0) {
            throw new IllegalArgumentException("in-point is negative: " + inPoint);
        }
        if (seconds.isPresent() && seconds.get().signum() <= 0) {
            throw new IllegalArgumentException("not a time to show a clip: " + seconds.get());
        }
    }
}
