package aive.caption;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "😀", "👍🏽", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🏳‍🌈", "🇺🇦", "🇺", "1️⃣", "1⃣", "#️⃣", "❤️", "☺️", "©️", "❤‍🔥", "☝🏽", "🏋‍♀", "🧑🏿‍🚀",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "⌚", "🀄", "🫩"
    })
    void theseAreEmoji(String grapheme) {
        assertTrue(Emoji.isEmoji(grapheme));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "A", "é", "1", "1\uFE0F", "#", "*", "❤", "☺", "©", "™", "☝", "❤\uFE0E", "⌚\uFE0E", "😀\uFE0E", "→", "✓",
        "日", "A\uFE0F", "\uFE0F", "\u200D", "क्ष"
    })
    void theseAreText(String grapheme) {
        assertFalse(Emoji.isEmoji(grapheme));
    }
}
