package aive.project;

import aive.time.Rational;

/// A spoken word of a sentence.
///
/// @param text as the transcript writes it
/// @param start in seconds of the narration
/// @param end in seconds of the narration, not before `start`
public record Word(String text, Rational start, Rational end) {

    /// @throws IllegalArgumentException if a time is negative, or the end is before the start
    public Word {
        if (start.signum() < 0 || end.compareTo(start) < 0) {
            throw new IllegalArgumentException("word %s: start %s or end %s".formatted(text, start, end));
        }
    }
}
