package aive.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Font;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrawableTextTest {

    private final CaptionFonts fonts = CaptionFonts.bundled();

    @Test
    void lineBreaksAreNormalizedAndBlankLinesRemoved() {
        assertEquals("a\nb\nc\nd\ne\nf\ng", text("\n a\nb\r\nc\rd\u0085e\u2028f \n\n\u2029 g \n"));
    }

    @Test
    void spacesAreCollapsedExceptNoBreakSpaces() {
        assertEquals("a b c\u00A0!", text("  a \t b\u3000\u2003c\u00A0!  "));
    }

    @Test
    void controlsOverridesAndLoneSurrogatesAreRemoved() {
        assertEquals("abcdefgh", text("a\u0000b\u001Bc\u007Fd\u009F\u202Ee\u2067\uD800f\uDC00g\uFEFF\uFFFF\u00ADh"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\\an8\\fs400}",
        "%{localtime} %{e\\:1}",
        "x',movie=/etc/passwd[a];[a]null",
        "':;[]%{}\\,=|\" \\' $(id) `id`",
        "\\N \\h [out] x:textfile=/etc/passwd"
    })
    void commandsOfOtherProgramsAreLiteral(String command) {
        assertEquals(command, text(command));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\r\n\t", "\u200B", "\u00A0", "\u0000", "\uD800", "\u202E", "🍕", "日本語",
            "👨‍👩‍👧 🇺🇳", "\uFE0F\u200D"})
    void aTextWithoutVisibleCharactersIsBlank(String raw) {
        assertTrue(DrawableText.of(raw, fonts).isBlank());
    }

    @Test
    void undrawableGraphemesAreRemovedAndListedOnce() {
        // when
        DrawableText text = DrawableText.of("I ❤️ pizza 🍕 🍕 and 👩🏽‍🚀 from 🇺🇳 1️⃣ 日本", fonts);
        // then
        assertEquals("I pizza and from 1", text.text());
        assertEquals(List.of("❤️", "🍕", "👩🏽‍🚀", "🇺🇳", "1️⃣", "日", "本"), text.undrawable());
    }

    @Test
    void everyLetterOfTheRealTextsHasAGlyph() {
        for (String real : CaptionTexts.REAL) {
            assertEquals(List.of(), fonts.undrawable(real, List.of()), real);
            assertEquals(real, text(real));
        }
    }

    @Test
    void marksStayInTheFontOfTheirLetter() {
        // when
        DrawableText text = DrawableText.of("e\u0301 ש\u05B8 ที่", fonts);
        // then
        assertEquals(text.fonts().get(0), text.fonts().get(1));
        assertEquals(text.fonts().get(3), text.fonts().get(4));
        assertEquals(text.fonts().get(6), text.fonts().get(7));
        assertEquals("Noto Sans Hebrew SemiBold", text.fonts().get(4).getFontName());
        assertEquals("Noto Sans Thai SemiBold", text.fonts().get(7).getFontName());
    }

    @Test
    void manyMarksOnOneLetterAreLimited() {
        assertEquals("a" + "\u0301".repeat(DrawableText.MAX_MARKS) + "b", text("a" + "\u0301".repeat(500) + "b"));
    }

    @Test
    void aVeryLongTextIsTruncatedWithAnEllipsis() {
        // when
        DrawableText text = DrawableText.of("word ".repeat(200_000), fonts);
        // then
        assertTrue(text.shortened());
        assertTrue(text.text().endsWith("word…"));
        assertTrue(text.text().length() <= DrawableText.MAX_LENGTH + 1);
    }

    @Test
    void theFirstStrongLetterGivesTheDirection() {
        assertTrue(DrawableText.of("12 – (שלום) hello", fonts).isRightToLeft());
        assertTrue(DrawableText.of("\u200Fhello", fonts).isRightToLeft());
        assertFalse(DrawableText.of("3 x שלום", fonts).isRightToLeft());
        assertFalse(DrawableText.of("123", fonts).isRightToLeft());
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aHostileTextBecomesSafeDrawableAndStable(long seed) {
        // given
        String nasty = CaptionTexts.nasty(new SplittableRandom(seed));
        // when
        DrawableText text = DrawableText.of(nasty, fonts);
        // then
        assertEquals(text.text().length(), text.fonts().size());
        assertEquals(text.text(), text.text().strip());
        assertFalse(text.text()
                .matches("(?s).*([\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069&&[^\n]]| {2}|\n\n| \n|\n ).*"), text.text());
        for (int i = 0, character; i < text.text().length(); i += Character.charCount(character)) {
            character = text.text().codePointAt(i);
            Font font = text.fonts().get(i);
            assertTrue(character == '\n' || font.canDisplay(character),
                    "no glyph for U+%X in %s".formatted(character, font));
        }
    }

    private String text(String raw) {
        return DrawableText.of(raw, fonts).text();
    }
}
