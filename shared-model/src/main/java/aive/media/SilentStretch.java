package aive.media;

import aive.time.Rational;

/// A stretch of a file's audio in which every sample is exactly zero.
///
/// @param start in seconds from the start of the audio
/// @param end in seconds from the start of the audio
public record SilentStretch(Rational start, Rational end) {

    public Rational seconds() {
        return end.minus(start);
    }
}
