package aive.project;

import aive.time.Rational;

/// The mixing settings of the music.
///
/// @param volume factor on its amplitude, 0 (silent) to 1 (unchanged)
/// @param ducking whether it gets quieter during speech
/// @param fadeIn seconds from silence to full volume at the start
/// @param fadeOut seconds from full volume to silence at the end
/// @param start seconds into the first track at which the music begins, unless the track has a start of its own
/// @param crossfade the longest overlap of two tracks, or of a track and its repetition, in seconds; 0 for a cut
public record MusicSettings(
        Rational volume, boolean ducking, Rational fadeIn, Rational fadeOut, Rational start, Rational crossfade) {

    /// The default overlap, in seconds.
    public static final Rational CROSSFADE = Rational.of(2);

    /// Settings of music that begins at its beginning, and repeats with a crossfade of the default length.
    public MusicSettings(Rational volume, boolean ducking, Rational fadeIn, Rational fadeOut) {
        this(volume, ducking, fadeIn, fadeOut, Rational.ZERO, CROSSFADE);
    }
}
