package aive.timeline;

import aive.project.Fill;
import aive.project.TransitionKind;
import aive.time.FrameRange;
import aive.time.Rational;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;

/// A range of frames with one piece of footage, or black.
public sealed interface Shot {

    /// The frames of the timeline that the shot fills.
    FrameRange frames();

    /// The sentence of the shot, as its index in [aive.project.Project#sentences()]; for a gap, the sentence before it.
    int sentence();

    /// A name that does not depend on the shot's content. Chunk boundaries depend on this name, and therefore do not
    /// move when the shot's content is edited.
    @JsonIgnore
    String name();

    /// The transition from the previous shot; absent for a cut.
    Optional<Entry> entry();

    /// The transition into a shot, around the cut.
    ///
    /// @param before number of its frames before the first frame of the shot
    /// @param after number of its frames from there on
    record Entry(TransitionKind kind, long before, long after) {

        public long frames() {
            return before + after;
        }
    }

    /// A shot of a clip or a still image.
    ///
    /// @param clip index of its clip in the sentence's clips
    /// @param inPoint the time in the clip that the first frame shows, in seconds from the clip's start; with a
    ///     transition, the first frame of the transition
    /// @param fill what is shown after the end of the clip
    record FootageShot(
            FrameRange frames,
            int sentence,
            int clip,
            String name,
            Rational inPoint,
            Fill fill,
            Optional<Entry> entry)
            implements Shot {}

    /// A shot of black frames.
    record BlackShot(FrameRange frames, int sentence, String name, Optional<Entry> entry) implements Shot {}
}
