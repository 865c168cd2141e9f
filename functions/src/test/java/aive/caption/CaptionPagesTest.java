package aive.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.composition.CaptionCue.TextRange;
import aive.composition.CaptionLook;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CaptionPagesTest {

    private static final long ANY_NUMBER = 1_000;
    private static final CaptionLook LOOK = TestLook.ofLines(2);

    private final CaptionLayout wide = new CaptionLayout(CaptionFonts.bundled(), 1920, 1080, LOOK);
    private final CaptionPages pages = new CaptionPages(wide, 2, OptionalInt.empty());

    @Test
    void aShortCaptionIsOnePage() {
        assertEquals(List.of("Hello, world."), pages("Hello, world."));
        assertEquals(List.of("Two lines\nof the author"), pages("Two lines\nof the author"));
    }

    @Test
    void pagesEndWithSentencesAndClauses() {
        assertEquals(
                List.of(
                        "In 1969, three astronauts left the Earth for the first time in their lives.",
                        "Half a billion people watched on television how they walked on the Moon,",
                        "and nobody who saw it has forgotten the picture since."),
                pages("In 1969, three astronauts left the Earth for the first time in their lives. Half a billion "
                        + "people watched on television how they walked on the Moon, and nobody who saw it has "
                        + "forgotten the picture since."));
    }

    static Stream<Arguments> longTexts() {
        return CaptionTexts.REAL.stream().flatMap(text -> Stream.of(1, 3, 8).map(times ->
                Arguments.of((text + " ").repeat(times).strip())));
    }

    @ParameterizedTest
    @MethodSource("longTexts")
    void everyPageHasTheFullSizeAndAllWordsAreShown(String text) {
        // when
        List<String> shown = pages(text);
        // then
        assertEquals(text.replaceAll("\\s", ""), String.join("", shown).replaceAll("\\s", ""));
        for (String page : shown) {
            CaptionDrawing drawing = wide.layOut(page).orElseThrow();
            assertEquals(54, drawing.fontSize(), 1e-9, page);
            assertTrue(drawing.lines().size() <= 2, page);
        }
    }

    @Test
    void pagesAreOfSimilarLength() {
        String text = "word ".repeat(67).strip();
        List<Integer> lengths = pages(text).stream().map(String::length).toList();
        int longest = lengths.stream().max(Integer::compare).orElseThrow();
        int shortest = lengths.stream().min(Integer::compare).orElseThrow();
        assertTrue(longest <= 1.3 * shortest, lengths.toString());
    }

    @Test
    void givenFewerFramesThanPages_thenTheCaptionIsOnePage() {
        String text = "word ".repeat(200).strip();
        assertEquals(1, pages.of(text, List.of(), 2).size());
    }

    @Test
    void aFewWordsAtATimeAreOneToThreeOnOneLine() {
        // given
        CaptionLook large = TestLook.ofLines(1);
        CaptionLayout tall = new CaptionLayout(CaptionFonts.bundled(), 1080, 1920, large);
        String text = "Nobody, however clever they may be, ever expects an incomprehensibility.";
        // when
        List<TextRange> found = new CaptionPages(tall, 1, OptionalInt.of(3)).of(text, List.of(), ANY_NUMBER);
        // then
        for (TextRange page : found) {
            String words = text.substring(page.first(), page.end());
            assertTrue(words.split(" ").length <= 3, words);
            assertFalse(words.matches(".*[,.] .*"), "a page ends at the end of a clause: " + words);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyTextIsDividedWithoutLoss(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String text = CaptionTexts.nasty(random) + " " + CaptionTexts.nasty(random);
        List<TextRange> found = pages.of(text, List.of(), ANY_NUMBER);
        int end = 0;
        for (TextRange page : found) {
            assertTrue(page.first() >= end, found.toString());
            assertTrue(text.substring(end, page.first()).isBlank() || end == 0, found.toString());
            end = page.end();
        }
    }

    static Stream<Long> seeds() {
        return Stream.iterate(0L, seed -> seed + 1).limit(60);
    }

    private List<String> pages(String text) {
        return pages.of(text, List.of(), ANY_NUMBER).stream().map(page -> text.substring(page.first(), page.end()))
                .toList();
    }
}
