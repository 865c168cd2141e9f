package aive.caption;

import aive.composition.CaptionCue.TextRange;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Finds the words of a caption: what is between spaces, and in scripts without spaces what a dictionary says.
///
/// Punctuation belongs to the word that it touches.
public final class CaptionWords {

    private CaptionWords() {}

    /// The words in order. White space is in none of them, and every other character is in exactly one.
    public static List<TextRange> of(String text) {
        List<TextRange> words = new ArrayList<>();
        int first = 0;
        for (int end : ends(text)) {
            int last = end;
            while (last > first && Character.isWhitespace(text.charAt(last - 1))) {
                last--;
            }
            int start = first;
            while (start < last && Character.isWhitespace(text.charAt(start))) {
                start++;
            }
            if (start < last) {
                add(words, text, new TextRange(start, last));
            }
            first = end;
        }
        return words;
    }

    /// The ends of the pieces of a text, which are words with or without their punctuation and spaces.
    private static List<Integer> ends(String text) {
        List<Integer> ends = new ArrayList<>();
        if (LineBreaks.needsDictionary(text)) {
            com.ibm.icu.text.BreakIterator pieces = com.ibm.icu.text.BreakIterator.getWordInstance(Locale.ROOT);
            pieces.setText(text);
            for (int end = pieces.next(); end != com.ibm.icu.text.BreakIterator.DONE; end = pieces.next()) {
                ends.add(end);
            }
        } else {
            // Between words, a line may break.
            BreakIterator pieces = BreakIterator.getLineInstance(Locale.ROOT);
            pieces.setText(text);
            for (int end = pieces.next(); end != BreakIterator.DONE; end = pieces.next()) {
                ends.add(end);
            }
        }
        return ends;
    }

    /// Joins pieces of one word that only a hyphen or a slash divides, and punctuation that stands alone.
    private static void add(List<TextRange> words, String text, TextRange piece) {
        boolean touches = !words.isEmpty() && words.getLast().end() == piece.first();
        boolean latin = touches && !isWithoutSpaces(text.codePointBefore(piece.first()))
                && !isWithoutSpaces(text.codePointAt(piece.first()));
        boolean punctuation = !words.isEmpty()
                && (letters(text, words.getLast()) == 0 || (letters(text, piece) == 0 && !opens(text, piece)));
        if (latin || punctuation) {
            words.set(words.size() - 1, new TextRange(words.getLast().first(), piece.end()));
        } else {
            words.add(piece);
        }
    }

    /// Whether a piece begins with a bracket or a quotation mark that belongs to the next word.
    private static boolean opens(String text, TextRange piece) {
        return switch (Character.getType(text.codePointAt(piece.first()))) {
            case Character.START_PUNCTUATION, Character.INITIAL_QUOTE_PUNCTUATION -> true;
            default -> false;
        };
    }

    /// The number of letters and digits of a part of a text.
    static long letters(String text, TextRange range) {
        return text.substring(range.first(), range.end()).codePoints().filter(Character::isLetterOrDigit).count();
    }

    /// Whether a character is of a script that writes words without spaces between them.
    private static boolean isWithoutSpaces(int character) {
        return switch (Character.UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }
}
