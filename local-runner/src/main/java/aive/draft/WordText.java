package aive.draft;

import java.lang.Character.UnicodeBlock;
import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The text of consecutive words, and what their punctuation says.
final class WordText {

    /// Scripts whose words are written without spaces between them.
    private static final Set<UnicodeScript> WITHOUT_SPACES = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    private static final Set<UnicodeBlock> PUNCTUATION_WITHOUT_SPACES =
            Set.of(UnicodeBlock.CJK_SYMBOLS_AND_PUNCTUATION, UnicodeBlock.HALFWIDTH_AND_FULLWIDTH_FORMS);

    private static final String CLOSING = "[\"'”’»)\\]]*";
    private static final Pattern SENTENCE_END = Pattern.compile(".*[.!?…。！？।؟]" + CLOSING, Pattern.DOTALL);
    private static final Pattern PHRASE_END = Pattern.compile(".*[,;:—–，、；：،]" + CLOSING, Pattern.DOTALL);

    /// Words with a full stop that ends no sentence.
    private static final Pattern ABBREVIATION =
            Pattern.compile("(?i)(mr|mrs|ms|dr|prof|st|vs|no|e\\.g|i\\.e|z\\.b|bzw|ca|nr|\\p{L})\\.");

    private WordText() {}

    /// Joins words: as they are, if the transcript has the spaces between them; else with spaces, except in scripts
    /// that have none.
    static String joined(List<SpokenWord> words) {
        boolean hasSpaces = words.stream().skip(1).anyMatch(word -> !word.text().equals(word.text().strip()));
        StringBuilder text = new StringBuilder();
        for (SpokenWord word : words) {
            String next = hasSpaces ? word.text() : word.text().strip();
            if (!hasSpaces && !text.isEmpty() && !next.isEmpty() && needsSpace(text, next)) {
                text.append(' ');
            }
            text.append(next);
        }
        return text.toString().strip().replaceAll("\\s+", " ");
    }

    private static boolean needsSpace(StringBuilder before, String next) {
        return !isWithoutSpaces(before.codePointBefore(before.length())) || !isWithoutSpaces(next.codePointAt(0));
    }

    private static boolean isWithoutSpaces(int character) {
        return WITHOUT_SPACES.contains(UnicodeScript.of(character))
                || PUNCTUATION_WITHOUT_SPACES.contains(UnicodeBlock.of(character));
    }

    static boolean endsSentence(SpokenWord word) {
        String text = word.text().strip();
        return SENTENCE_END.matcher(text).matches() && !ABBREVIATION.matcher(text).matches();
    }

    static boolean endsPhrase(SpokenWord word) {
        return endsSentence(word) || PHRASE_END.matcher(word.text().strip()).matches();
    }
}
