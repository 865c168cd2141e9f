package aive.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aive.composition.CaptionCue.TextRange;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CaptionWordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        One, two   three!               | One,/two/three!
        a well-known and/or thing       | a/well-known/and/or/thing
        « Oui », dit-elle – non.        | « Oui »,/dit-elle –/non.
        https://example.com/a?b=c d     | https://example.com/a?b=c/d
        السلام عليكم، صديقي             | السلام/عليكم،/صديقي
        नमस्ते दुनिया।                    | नमस्ते/दुनिया।
        ภาษาไทย                         | ภาษา/ไทย
        3.14 1,000 10:30                | 3.14/1,000/10:30
        """)
    void wordsKeepTheirPunctuation(String text, String expected) {
        List<String> words = CaptionWords.of(text).stream().map(word -> of(text, word)).toList();
        assertEquals(expected, String.join("/", words));
    }

    static List<String> texts() {
        return CaptionTexts.REAL;
    }

    @ParameterizedTest
    @MethodSource("texts")
    void everyVisibleCharacterIsInOneWord(String text) {
        StringBuilder words = new StringBuilder();
        CaptionWords.of(text).forEach(word -> words.append(of(text, word)));
        assertEquals(text.replaceAll("\\s", ""), words.toString().replaceAll("\\s", ""));
    }

    private static String of(String text, TextRange word) {
        return text.substring(word.first(), word.end());
    }
}
