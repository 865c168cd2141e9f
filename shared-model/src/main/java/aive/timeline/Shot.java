package aive.timeline;

import aive.project.Fill;
import aive.time.FrameRange;
import aive.time.Rational;
import com.fasterxml.jackson.annotation.JsonIgnore;

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

    /// A shot of a clip or a still image.
    ///
    /// @param inPoint the time in the clip that the first frame shows, in seconds from the clip's start
    /// @param fill what is shown after the end of the clip
    record FootageShot(FrameRange frames, int sentence, String name, Rational inPoint, Fill fill) implements Shot {}

    /// A shot of black frames.
    record BlackShot(FrameRange frames, int sentence, String name) implements Shot {}
}
