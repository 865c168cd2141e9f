package aive.caption;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import aive.project.Word;
import aive.time.FrameRange;
import aive.time.FrameRate;
import aive.time.Rational;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordTimesTest {

    private static final FrameRate RATE = FrameRate.parse("30000/1001");
    private static final FrameRange FRAMES = new FrameRange(90, 187);

    @Test
    void wordsOfATranscriptGiveTheirTimes() {
        String text = "Ten little, green bottles!";
        List<Word> words = List.of(word("ten", "3.2"), word("little", "3.5"), word("green", "4.1"), word("bottles", "5"));
        assertArrayEquals(
                new long[] {96, 105, 123, 150}, WordTimes.of(text, CaptionWords.of(text), words, FRAMES, RATE));
    }

    @Test
    void aTranscriptMayDivideWordsInAnotherWay() {
        String text = "It's a well-known song.";
        List<Word> words = List.of(word("It's a", "3.2"), word("well", "4"), word("known", "4.4"), word("song", "5"));
        // "a" begins after three of the four letters of a word that takes 0.2 s
        assertArrayEquals(
                new long[] {96, 100, 120, 150}, WordTimes.of(text, CaptionWords.of(text), words, FRAMES, RATE));
    }

    @Test
    void givenNoTranscript_thenWordsAreSpreadByTheirLengths() {
        String text = "I understand you";
        assertArrayEquals(
                new long[] {90, 101, 164},
                WordTimes.of(text, CaptionWords.of(text), List.of(), FRAMES, RATE));
    }

    @Test
    void givenATranscriptOfOtherWords_thenWordsAreSpreadByTheirLengths() {
        String text = "Ich verstehe dich";
        List<Word> english = List.of(word("I", "3.1"), word("understand", "3.3"), word("you", "4"));
        assertArrayEquals(
                WordTimes.of(text, CaptionWords.of(text), List.of(), FRAMES, RATE),
                WordTimes.of(text, CaptionWords.of(text), english, FRAMES, RATE));
    }

    @Test
    void givenTimesOutsideTheSentence_thenWordsBeginInsideIt() {
        String text = "one two three";
        List<Word> words = List.of(word("one", "1"), word("two", "4"), word("three", "99"));
        assertArrayEquals(
                new long[] {90, 120, 186}, WordTimes.of(text, CaptionWords.of(text), words, FRAMES, RATE));
    }

    private static Word word(String text, String start) {
        Rational from = Rational.of(new BigDecimal(start));
        return new Word(text, from, from.plus(Rational.of(1, 5)));
    }
}
