package aive.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineBreaksTest {

    @ParameterizedTest
    @CsvSource({
        "Ten green bottles, Ten |green |bottles",
        "'well-known (old) song', 'well-|known |(old) |song'",
        "A​B, A​|B",
        "'no break', 'no break'",
        // dictionaries
        "กินข้าวแล้วหรือยัง, กิน|ข้าว|แล้ว|หรือ|ยัง",
        "ខ្ញុំស្រឡាញ់ភាសាខ្មែរ, ខ្ញុំ|ស្រឡាញ់|ភាសាខ្មែរ",
        // Japanese phrases
        "今日は天気がいいですね。, 今日は|天気が|いいですね。",
        // Korean words
        "나는 학교에 갑니다, 나는 |학교에 |갑니다",
        // no closing mark at the start of a line, no opening mark at its end
        "他说：“你好！”然后走了。, 他|说：|“你|好！”|然|后|走|了。"
    })
    void aLineBreaksWhereItsLanguageAllows(String text, String broken) {
        assertEquals(broken, marked(text));
    }

    @Test
    void theLastBreakAtOrBeforeAPositionIsFound() {
        LineBreaks breaks = LineBreaks.of("Ten green bottles");
        assertEquals(0, breaks.atOrBefore(3));
        assertEquals(4, breaks.atOrBefore(4));
        assertEquals(4, breaks.atOrBefore(9));
        assertEquals(17, breaks.atOrBefore(17));
        assertTrue(breaks.allows(10));
        assertFalse(breaks.allows(9));
    }

    private static String marked(String text) {
        LineBreaks breaks = LineBreaks.of(text);
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= text.length(); i++) {
            if (breaks.allows(i)) {
                parts.add(text.substring(start, i));
                start = i;
            }
        }
        return String.join("|", parts);
    }
}
