package aive.timeline;

import aive.project.Fill;
import aive.time.FrameRange;
import aive.time.Rational;
import com.fasterxml.jackson.annotation.JsonIgnore;

/// What the picture shows for a run of frames.
public sealed interface Shot {

    /// When, on the timeline.
    FrameRange frames();

    /// The sentence that is spoken meanwhile or was spoken before, as its index in [aive.project.Project#sentences()].
    int sentence();

    /// What stays the same when the shot's content is edited: where chunks end is decided by this, so that an edit moves no boundary.
    @JsonIgnore
    String name();

    /// A clip or a still image.
    ///
    /// @param inPoint where in the clip the first frame is taken, in seconds from its start
    /// @param fill what follows when the clip ends before the shot does
    record FootageShot(FrameRange frames, int sentence, String name, Rational inPoint, Fill fill) implements Shot {}

    /// A black picture.
    record BlackShot(FrameRange frames, int sentence, String name) implements Shot {}
}
