package aive.draft;

import java.util.List;

/// A sentence of a transcript, which becomes a sentence of the project.
///
/// @param start in milliseconds of the narration
/// @param end in milliseconds, at or after `start`
/// @param words with their times; empty if the transcript has only the times of sentences
public record SpokenSentence(String text, long start, long end, List<SpokenWord> words) {

    /// @throws IllegalArgumentException if the sentence ends before it starts, or starts before the narration
    public SpokenSentence {
        words = List.copyOf(words);
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("not the times of a sentence: %d to %d ms".formatted(start, end));
        }
    }

    /// A sentence of words without white space at their ends.
    static SpokenSentence of(List<SpokenWord> words) {
        return new SpokenSentence(
                WordText.joined(words),
                words.getFirst().start(),
                words.getLast().end(),
                words.stream()
                        .map(word -> new SpokenWord(word.text().strip(), word.start(), word.end()))
                        .toList());
    }

    /// The same sentence, which ends at `limit` at the latest.
    SpokenSentence endingBy(long limit) {
        return end <= limit ? this : new SpokenSentence(text, start, Math.max(start, limit), words);
    }
}
