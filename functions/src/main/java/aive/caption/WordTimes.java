package aive.caption;

import aive.composition.CaptionCue.TextRange;
import aive.project.Word;
import aive.time.FrameRange;
import aive.time.FrameRate;
import aive.time.Rational;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds the frame on which each word of a caption is first spoken.
public final class WordTimes {

    private WordTimes() {}

    /// The first frame of each word, in order, all inside `frames`; a word begins no earlier than the one before it.
    ///
    /// @param words of `text`, in order
    /// @param spoken the transcript's words. Where their letters differ from the text's, as those of a translation do,
    ///     the words are spread over the frames by their lengths
    public static long[] of(String text, List<TextRange> words, List<Word> spoken, FrameRange frames, FrameRate rate) {
        long[] starts = matched(text, words, spoken, rate).orElseGet(() -> spread(text, words, frames));
        long least = frames.first();
        for (int i = 0; i < starts.length; i++) {
            starts[i] = Math.clamp(starts[i], least, frames.end() - 1);
            least = starts[i];
        }
        return starts;
    }

    /// Whether the transcript's words have the letters of the text.
    public static boolean match(String text, List<Word> spoken) {
        return !spoken.isEmpty() && plain(text).equals(plain(joined(spoken)));
    }

    private static Optional<long[]> matched(String text, List<TextRange> words, List<Word> spoken, FrameRate rate) {
        if (!match(text, spoken)) {
            return Optional.empty();
        }
        long[] starts = new long[words.size()];
        int word = 0;
        // letters of the text, and of the transcript's words, before the current word
        int letters = 0;
        int before = 0;
        int length = plain(spoken.getFirst().text()).length();
        for (int i = 0; i < starts.length; i++) {
            while (word + 1 < spoken.size() && before + length <= letters) {
                before += length;
                word++;
                length = plain(spoken.get(word).text()).length();
            }
            Word current = spoken.get(word);
            Rational share = length == 0 ? Rational.ZERO : Rational.of(Math.min(letters - before, length), length);
            starts[i] = rate.frameAt(current.start().plus(current.end().minus(current.start()).times(share)));
            letters += plain(text.substring(words.get(i).first(), words.get(i).end())).length();
        }
        return Optional.of(starts);
    }

    private static long[] spread(String text, List<TextRange> words, FrameRange frames) {
        // One more for each word: the pause between words, and words that are only punctuation.
        long[] lengths = words.stream().mapToLong(word -> CaptionWords.letters(text, word) + 1).toArray();
        long all = 0;
        for (long length : lengths) {
            all += length;
        }
        long[] starts = new long[lengths.length];
        long before = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = frames.first() + frames.length() * before / all;
            before += lengths[i];
        }
        return starts;
    }

    private static String joined(List<Word> spoken) {
        StringBuilder text = new StringBuilder();
        spoken.forEach(word -> text.append(word.text()));
        return text.toString();
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().filter(Character::isLetterOrDigit).forEach(plain::appendCodePoint);
        return plain.toString().toLowerCase(Locale.ROOT);
    }
}
