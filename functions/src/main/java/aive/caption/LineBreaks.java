package aive.caption;

import java.lang.Character.UnicodeScript;
import java.text.BreakIterator;
import java.util.Arrays;
import java.util.Locale;

/// Where lines of a text may break, by Unicode's line breaking rules (UAX #14) and by the habits of its language.
///
/// Thai, Lao, Khmer, and Burmese are written without spaces between words, and a dictionary finds the words. Japanese
/// breaks between phrases, Korean at spaces, and neither they nor Chinese have a closing mark at the start of a line.
/// ICU knows all of this, and takes a tenth of a second to start. Other scripts are left to the JDK, which is as good
/// there.
final class LineBreaks {

    private static final char ZERO_WIDTH_SPACE = '\u200B';

    /// The permitted breaks, in ascending order, with the end of the text.
    private final int[] positions;

    private LineBreaks(int[] positions) {
        this.positions = positions;
    }

    static LineBreaks of(String text) {
        return new LineBreaks(needsDictionary(text) ? icu(text) : jdk(text));
    }

    /// The last permitted break at or before a position; 0 if there is none.
    int atOrBefore(int position) {
        int found = Arrays.binarySearch(positions, position);
        int index = found >= 0 ? found : -found - 2;
        return index < 0 ? 0 : positions[index];
    }

    /// Whether a line may break at a position.
    boolean allows(int position) {
        return Arrays.binarySearch(positions, position) >= 0;
    }

    /// Whether a text has a script that is written without spaces between words, or Korean.
    static boolean needsDictionary(String text) {
        return text.codePoints().anyMatch(LineBreaks::needsDictionary);
    }

    private static boolean needsDictionary(int character) {
        // Before Thai there is no such script.
        return character >= 0x0E00 && switch (UnicodeScript.of(character)) {
            case THAI, LAO, KHMER, MYANMAR, HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> true;
            default -> false;
        };
    }

    private static int[] icu(String text) {
        com.ibm.icu.text.BreakIterator breaks =
                com.ibm.icu.text.BreakIterator.getLineInstance(Locale.forLanguageTag(habits(text)));
        breaks.setText(text);
        int[] positions = new int[text.length()];
        int count = 0;
        for (int end = breaks.next(); end != com.ibm.icu.text.BreakIterator.DONE; end = breaks.next()) {
            if (!isInsideKorean(text, end)) {
                positions[count++] = end;
            }
        }
        return Arrays.copyOf(positions, count);
    }

    /// The language whose habits the text follows, with ICU's names of them.
    private static String habits(String text) {
        if (has(text, UnicodeScript.HIRAGANA) || has(text, UnicodeScript.KATAKANA)) {
            return "ja-u-lb-strict-lw-phrase";
        }
        return "und-u-lb-strict";
    }

    /// Whether a position is between two syllables, where the rules allow a break that Koreans do not expect.
    private static boolean isInsideKorean(String text, int position) {
        return position < text.length()
                && UnicodeScript.of(text.codePointBefore(position)) == UnicodeScript.HANGUL
                && UnicodeScript.of(text.codePointAt(position)) == UnicodeScript.HANGUL;
    }

    private static boolean has(String text, UnicodeScript script) {
        return text.codePoints().anyMatch(character -> UnicodeScript.of(character) == script);
    }

    private static int[] jdk(String text) {
        BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
        breaks.setText(text);
        int[] positions = new int[2 * text.length() + 1];
        int count = 0;
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            positions[count++] = end;
        }
        // The JDK's rules do not know the zero-width space, which authors write where a line may break.
        for (int i = text.indexOf(ZERO_WIDTH_SPACE); i >= 0; i = text.indexOf(ZERO_WIDTH_SPACE, i + 1)) {
            positions[count++] = i + 1;
        }
        return Arrays.stream(positions, 0, count).sorted().distinct().toArray();
    }
}
