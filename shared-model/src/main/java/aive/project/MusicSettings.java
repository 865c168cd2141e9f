package aive.project;

import aive.time.Rational;

/// How the music is mixed.
///
/// @param volume factor on its amplitude, 0 (silent) to 1 (as it is)
/// @param ducking whether it steps back while somebody speaks
/// @param fadeIn seconds from silence to full at the start
/// @param fadeOut seconds from full to silence at the end
public record MusicSettings(Rational volume, boolean ducking, Rational fadeIn, Rational fadeOut) {}
