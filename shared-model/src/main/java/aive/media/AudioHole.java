package aive.media;

import aive.time.Rational;

/// A stretch of a file's audio that is lost and is replaced by silence.
///
/// @param at its start, in seconds from the start of the file's audio as FFmpeg decodes it, without earlier holes
/// @param seconds its length
public record AudioHole(Rational at, Rational seconds) {}
