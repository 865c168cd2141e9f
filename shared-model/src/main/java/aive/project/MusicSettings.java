package aive.project;

import aive.time.Rational;

/// The mixing settings of the music.
///
/// @param volume factor on its amplitude, 0 (silent) to 1 (unchanged)
/// @param ducking whether it gets quieter during speech
/// @param fadeIn seconds from silence to full volume at the start
/// @param fadeOut seconds from full volume to silence at the end
public record MusicSettings(Rational volume, boolean ducking, Rational fadeIn, Rational fadeOut) {}
