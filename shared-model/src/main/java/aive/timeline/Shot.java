package aive.timeline;

import aive.project.Fill;
import aive.time.FrameRange;
import aive.time.Rational;
import com.fasterxml.jackson.annotation.JsonIgnore;

/// A range of frames with one piece of footage, or black.
public sealed interface Shot {

    /// Its place on the timeline.
    FrameRange frames();

    /// The sentence of the shot, as its index in [aive.project.Project#sentences()]; for a gap, the sentence before it.
    int sentence();

    /// A name that does not depend on the shot's content. It determines chunk boundaries, and editing a shot's content
    /// therefore moves none.
    @JsonIgnore
    String name();

    /// A shot of a clip or a still image.
    ///
    /// @param inPoint the time in the clip that the first frame shows, in seconds from its start
    /// @param fill what is shown after the end of the clip
    record FootageShot(FrameRange frames, int sentence, String name, Rational inPoint, Fill fill) implements Shot {}

    /// A shot of black frames.
    record BlackShot(FrameRange frames, int sentence, String name) implements Shot {}
}
