package aive.draft;

/// A word of a transcript.
///
/// @param text as it is written, with its punctuation; white space at its ends tells where words are separated, if
///     the transcript has it
/// @param start in milliseconds of the narration
/// @param end in milliseconds, at or after `start`
public record SpokenWord(String text, long start, long end) {

    /// @throws IllegalArgumentException if the word ends before it starts, or starts before the narration
    public SpokenWord {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("not the times of a word: %d to %d ms".formatted(start, end));
        }
    }
}
