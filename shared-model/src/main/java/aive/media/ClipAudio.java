package aive.media;

import aive.time.Rational;
import java.util.Optional;

/// The audio track of a clip.
///
/// @param stream index of the audio stream in the file; absent if the clip has no sound
/// @param clipStart the timestamp in the file at which the clip's first frame is shown, in seconds
public record ClipAudio(Optional<Integer> stream, Rational clipStart) {

    /// No sound, as of a still image.
    public static final ClipAudio NONE = new ClipAudio(Optional.empty(), Rational.ZERO);
}
