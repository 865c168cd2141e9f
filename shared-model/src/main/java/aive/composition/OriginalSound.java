package aive.composition;

import aive.project.Fill;
import aive.time.FrameRate;
import aive.time.Rational;
import java.util.List;

/// The own sound of the clips under the narration.
///
/// @param clips in order of their time in the video
public record OriginalSound(List<Clip> clips) {

    /// @throws IllegalArgumentException if there is no clip
    public OriginalSound {
        clips = List.copyOf(clips);
        if (clips.isEmpty()) {
            throw new IllegalArgumentException("there is no clip with sound");
        }
    }

    /// The sound of a clip while the video shows it.
    ///
    /// @param file SHA-256 of its bytes
    /// @param stream index of its audio stream
    /// @param clipStart the timestamp in the file at which the clip's first frame is shown, in seconds
    /// @param length of the clip, in seconds from its first frame
    /// @param inPoint the time in the clip that is shown first, in seconds from its first frame
    /// @param fill what follows after the clip's end: the clip again with its sound, or silence beside its last frame
    /// @param first the sample of the video at which the clip appears
    /// @param end the sample of the video at which it disappears
    /// @param fadeIn length of the transition into the clip, in samples; 0 for a cut
    /// @param fadeOut length of the transition into the next shot, in samples; 0 for a cut
    /// @param volume factor on its amplitude, more than 0 and at most 1
    public record Clip(
            String file,
            int stream,
            Rational clipStart,
            Rational length,
            Rational inPoint,
            Fill fill,
            long first,
            long end,
            long fadeIn,
            long fadeOut,
            Rational volume) {

        /// @throws IllegalArgumentException if there is no sample, or the clip has no length
        public Clip {
            if (first < 0 || end <= first || fadeIn < 0 || fadeOut < 0
                    || length.signum() <= 0 || inPoint.signum() < 0) {
                throw new IllegalArgumentException(
                        "no sound: samples %d to %d of %s s from %s s on".formatted(first, end, length, inPoint));
            }
        }

        /// The part of the clip that is heard first. Later parts begin at the clip's beginning.
        ///
        /// @return the time in the clip at which it begins, in seconds; not before the clip's end if nothing is heard
        public Rational firstMoment() {
            return fill == Fill.FREEZE
                    ? inPoint
                    : inPoint.minus(length.times(Rational.of(inPoint.dividedBy(length).floor())));
        }

        /// The sample of the video at which a part of the clip ends because the clip does.
        ///
        /// @param part 0 for the first one
        public long endOfPart(long part) {
            Rational shown = length.times(Rational.of(part + 1)).minus(firstMoment());
            long position = first + shown.times(FrameRate.SAMPLES_PER_SECOND).roundHalfUp();
            return Math.clamp(position, first, end);
        }
    }
}
