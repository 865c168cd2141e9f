package aive.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptionLayoutTest {

    private static final List<PixelBounds> FRAMES = List.of(
            frame(1920, 1080), frame(640, 360), frame(1080, 1920), frame(4096, 2160), frame(64, 36), frame(641, 361));

    private final CaptionLayout fullHd = new CaptionLayout(CaptionFonts.bundled(), 1920, 1080, TestLook.WIDE);

    static Stream<Arguments> realTextsOnFrames() {
        return CaptionTexts.REAL.stream().flatMap(text -> FRAMES.stream().map(frame -> Arguments.of(text, frame)));
    }

    @ParameterizedTest
    @MethodSource("realTextsOnFrames")
    void aCaptionIsCentredNearTheBottomOfTheSafeArea(String text, PixelBounds frame) {
        // when
        CaptionDrawing caption = layOut(text, frame).orElseThrow();
        // then
        PixelBounds ink = caption.ink();
        assertTrue(safeArea(frame).contains(ink), ink + " in " + frame);
        assertTrue(ink.y() > frame.height() / 2, "in the lower half: " + ink);
        assertEquals(frame.width() / 2.0, ink.x() + ink.width() / 2.0, 1 + frame.width() / 100.0, "centred");
        assertTrue(caption.lines().size() <= 4 && !caption.shortened(), caption.lines().toString());
        assertTrue(caption.fontSize() >= 0.6 * 0.05 * Math.min(frame.width(), frame.height()) - 1e-9);
    }

    @Test
    void linesBreakBetweenWordsAndAreEvenlyFilled() {
        // when
        CaptionDrawing caption = fullHd.layOut(CaptionTexts.ENGLISH).orElseThrow();
        // then
        assertEquals(
                List.of("In 1969, three astronauts left the Earth, and half",
                        "a billion people watched them walk on the Moon."), caption.lines());
        assertEquals(54, caption.fontSize(), 1e-9);
        assertFalse(caption.rightToLeft());
    }

    @Test
    void rightToLeftTextKeepsItsReadingOrderFromLineToLine() {
        // when
        CaptionDrawing caption = fullHd.layOut(CaptionTexts.REAL.get(4)).orElseThrow();
        // then
        assertTrue(caption.rightToLeft());
        assertEquals(CaptionTexts.REAL.get(4), String.join(" ", caption.lines()));
    }

    @Test
    void aBidirectionalOverrideHasNoEffect() {
        assertEquals(fullHd.layOut("abc").orElseThrow().ink(), fullHd.layOut("\u202E\u2067abc").orElseThrow().ink());
    }

    @Test
    void thaiBreaksBetweenItsWords() {
        // when
        CaptionDrawing caption = fullHd.layOut(CaptionTexts.REAL.get(6)).orElseThrow();
        // then
        assertEquals("ในปี 1969 นักบินอวกาศสามคนออกจากโลกและผู้คน", caption.lines().getFirst());
    }

    @Test
    void linesBreakAtZeroWidthSpaces() {
        // when
        CaptionDrawing caption =
                layOut("x" + "ab\u200B".repeat(200), frame(640, 360)).orElseThrow();
        // then
        assertTrue(caption.lines().size() > 2, caption.lines().toString());
        caption.lines().stream().skip(1).forEach(line -> assertTrue(line.startsWith("a"), line));
        assertEquals(List.of(), caption.brokenWords());
        assertEquals("x" + "ab\u200B".repeat(200), String.join("", caption.lines()));
    }

    @Test
    void aWordThatIsCutIsNamedOnce() {
        String word = "Supercalifragilísticoespialidosamentesupercalifragilístico";
        assertEquals(
                List.of(word),
                layOut("So " + word + " and " + word, frame(1080, 1920)).orElseThrow().brokenWords());
        assertEquals(List.of(), fullHd.layOut(CaptionTexts.ENGLISH).orElseThrow().brokenWords());
    }

    @Test
    void fewLineBreaksOfTheAuthorAreKept() {
        assertEquals(List.of("One", "and two"), fullHd.layOut("One\nand two").orElseThrow().lines());
    }

    @Test
    void tooManyLinesOfTheAuthorAreJoined() {
        // when
        CaptionDrawing caption = fullHd.layOut("la\n".repeat(1_000)).orElseThrow();
        // then
        assertTrue(caption.lines().getFirst().startsWith("la la la"));
        assertTrue(lowerHalf(caption), caption.ink().toString());
    }

    @Test
    void aLongTextShrinksAndShowsEveryWord() {
        // given
        String text = "All that glitters is not gold; often have you heard that told. ".repeat(12).strip();
        // when
        CaptionDrawing caption = fullHd.layOut(text).orElseThrow();
        // then
        assertFalse(caption.shortened());
        assertEquals(text, String.join(" ", caption.lines()));
        assertTrue(caption.fontSize() < 54);
        assertTrue(lowerHalf(caption), caption.ink().toString());
    }

    @ParameterizedTest
    @ValueSource(strings =
            {"x", "word ", "ก", "مرحبا ", "क", "a\n", "i", "\uD800w", "\u202Ea", "e\u0301", "-", "\u00A0a"})
    void aMegabyteOfTextIsTruncatedQuickly(String piece) {
        // given
        String text = piece.repeat((1 << 20) / piece.length());
        // when: it takes 50 to 250 ms; the limit allows for a busy machine
        CaptionDrawing caption = assertTimeout(Duration.ofSeconds(60), () -> fullHd.layOut(text).orElseThrow());
        // then
        assertTrue(caption.shortened());
        assertTrue(caption.lines().getLast().endsWith("…"));
        assertTrue(lowerHalf(caption), caption.ink().toString());
    }

    @Test
    void aWordLongerThanALineBreaksBetweenGraphemesAndLosesNone() {
        // given
        String word = "e\u0301".repeat(200);
        // when
        CaptionDrawing caption = fullHd.layOut(word).orElseThrow();
        // then
        assertEquals(word, String.join("", caption.lines()));
        assertTrue(caption.lines().size() > 1);
        assertTrue(caption.lines().stream().allMatch(line -> line.startsWith("e")));
    }

    @Test
    void fiveHundredMarksOnALetterStayInTheFrame() {
        assertTrue(safeArea(frame(1920, 1080)).contains(fullHd.layOut("Z" + "\u0351".repeat(500)).orElseThrow().ink()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n ", "\u200B", "🍕", "\uD800"})
    void aTextWithoutVisibleCharactersHasNoCaption(String text) {
        assertEquals(Optional.empty(), fullHd.layOut(text));
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyTextStaysInsideAnyFrame(long seed) {
        // given
        SplittableRandom random = new SplittableRandom(seed);
        PixelBounds frame = switch (random.nextInt(4)) {
            case 0 -> FRAMES.get(random.nextInt(FRAMES.size()));
            case 1 -> frame(random.nextInt(1, 8), random.nextInt(1, 8));
            case 2 -> frame(random.nextInt(1, 4000), random.nextInt(1, 40));
            default -> frame(random.nextInt(16, 2000), random.nextInt(16, 2000));
        };
        // when
        Optional<CaptionDrawing> caption = layOut(CaptionTexts.nasty(random), frame);
        // then
        caption.ifPresent(it -> {
            assertTrue(safeArea(frame).contains(it.ink()), it.ink() + " in " + frame);
            assertTrue(it.ink().cropFor(frame.width(), frame.height()).contains(it.ink()));
        });
    }

    private static PixelBounds frame(int width, int height) {
        return new PixelBounds(0, 0, width, height);
    }

    private static Optional<CaptionDrawing> layOut(String text, PixelBounds frame) {
        int lines = frame.height() > frame.width() ? 4 : 3;
        return new CaptionLayout(CaptionFonts.bundled(), frame.width(), frame.height(), TestLook.ofLines(lines))
                .layOut(text);
    }

    private static boolean lowerHalf(CaptionDrawing caption) {
        return new PixelBounds(96, 540, 1728, 540).contains(caption.ink());
    }

    /// The frame without 5 % on each side, rounded outwards to whole pixels.
    private static PixelBounds safeArea(PixelBounds frame) {
        int left = (int) (0.05 * frame.width());
        int top = (int) (0.05 * frame.height());
        return new PixelBounds(left, top, frame.width() - 2 * left, frame.height() - 2 * top);
    }
}
