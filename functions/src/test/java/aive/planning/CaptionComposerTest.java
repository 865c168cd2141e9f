package aive.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.caption.CaptionFonts;
import aive.composition.CaptionCue;
import aive.composition.CaptionCue.TextRange;
import aive.composition.Layer;
import aive.media.Asset;
import aive.project.CaptionPreset;
import aive.project.CaptionSettings;
import aive.project.CaptionSource;
import aive.project.Gap;
import aive.project.Project;
import aive.project.Sentence;
import aive.project.Source;
import aive.project.TransitionSettings;
import aive.project.Word;
import aive.time.FrameRange;
import aive.time.Rational;
import aive.timeline.Timeline;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CaptionComposerTest {

    private static final CaptionFonts FONTS = CaptionFonts.bundled();
    private static final List<CaptionPreset> STYLES =
            List.of(CaptionPreset.SUBTITLE, CaptionPreset.BOX, CaptionPreset.KARAOKE, CaptionPreset.WORD);

    @Test
    void karaokeHighlightsEachWordFromItsOwnTime() {
        // given: frames 30 to 90, words at 1.1, 1.5, and 2.2 s
        Sentence sentence = sentence("a", "One two, three.", "1", "3", word("One", "1.1"), word("two", "1.5"),
                word("three", "2.2"));
        // then
        assertEquals(
                List.of(
                        new CaptionCue(new FrameRange(30, 33), "One two, three."),
                        new CaptionCue(
                                new FrameRange(33, 45), "One two, three.", Optional.of(new TextRange(0, 3)), List.of(),
                                Optional.empty()),
                        new CaptionCue(
                                new FrameRange(45, 66), "One two, three.", Optional.of(new TextRange(4, 8)), List.of(),
                                Optional.empty()),
                        new CaptionCue(
                                new FrameRange(66, 90), "One two, three.", Optional.of(new TextRange(9, 15)), List.of(),
                                Optional.empty())),
                drawn(project(CaptionPreset.KARAOKE, sentence)));
    }

    @Test
    void wordsAtATimeArePagesInCapitalLettersThatBeginWithTheirFirstWord() {
        Sentence sentence = sentence("a", "I see you, there you go.", "0", "3", word("I", "0"), word("see", "0.3"),
                word("you", "0.6"), word("there", "1.5"), word("you", "1.9"), word("go", "2.1"));
        assertEquals(
                List.of(
                        new CaptionCue(new FrameRange(0, 45), "I SEE YOU,"),
                        new CaptionCue(new FrameRange(45, 90), "THERE YOU GO.")),
                drawn(project(CaptionPreset.WORD, sentence)));
        // subtitle files have the letters as they were written
        assertEquals(
                List.of("I see you,", "there you go."),
                pages(project(CaptionPreset.WORD, sentence)).stream().map(CaptionCue::text).toList());
    }

    @Test
    void aSentenceWithoutCaptionDoesNotShiftTheWordsOfOthers() {
        Sentence silent = sentence("a", "", "0", "1", word("nothing", "0"));
        Sentence spoken = sentence("b", "One two.", "1", "3", word("One", "1"), word("two", "2.5"));
        assertEquals(
                List.of(new FrameRange(30, 75), new FrameRange(75, 90)),
                drawn(project(CaptionPreset.KARAOKE, silent, spoken)).stream().map(CaptionCue::frames).toList());
    }

    @Test
    void captionsThatAreNotDrawnAreOnePageForEachSentence() {
        // given: a text that would be drawn in several pages
        String text = "A sentence of many words. ".repeat(20).strip();
        Project project = project(CaptionPreset.NONE, sentence("a", text, "0", "2"), sentence("b", "", "2", "2.5"),
                sentence("c", "Three.", "2.5", "3"));
        // then
        assertEquals(List.of(), drawn(project));
        assertEquals(
                List.of(
                        new CaptionCue(new FrameRange(0, 60), text),
                        new CaptionCue(new FrameRange(75, 90), "Three.")),
                pages(project));
        assertTrue(pages(project(CaptionPreset.SUBTITLE, sentence("a", text, "0", "3"))).size() > 1);
    }

    /// Whatever the words say: pages and word states tile the caption's frames, and show every letter.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void pagesAndWordsTileTheirCaption(long seed) {
        // given
        SplittableRandom random = new SplittableRandom(seed);
        CaptionPreset style = STYLES.get(random.nextInt(STYLES.size()));
        List<Sentence> sentences = new ArrayList<>();
        long clock = 0;
        for (int i = 0; i < 5; i++) {
            long end = clock + 1 + random.nextInt(random.nextBoolean() ? 200 : 6_000);
            StringBuilder text = new StringBuilder();
            List<Word> words = new ArrayList<>();
            for (int word = random.nextInt(40); word >= 0; word--) {
                String letters = "lorem".substring(0, 1 + random.nextInt(5)) + (random.nextInt(5) == 0 ? "," : "");
                text.append(letters).append(random.nextInt(9) == 0 ? "\n" : " ");
                long start = clock + random.nextInt(8_000);
                words.add(new Word(letters, Rational.of(start, 1_000), Rational.of(start + 300, 1_000)));
            }
            sentences.add(new Sentence("s" + i, i, text.toString(), Rational.of(clock, 1_000),
                    Rational.of(end, 1_000), Projects.clips("f" + i), TransitionSettings.DEFAULT,
                    random.nextBoolean() ? words : List.of()));
            clock = end + (random.nextBoolean() ? random.nextInt(3_000) : 0);
        }
        Project project = project(style, sentences.toArray(Sentence[]::new));
        Timeline timeline = TimelineBuilder.build(project, Rational.of(clock, 1_000));
        // then
        List<CaptionCue> drawn = drawn(project, timeline);
        assertTiles(timeline, drawn, style != CaptionPreset.KARAOKE);
        assertTiles(timeline, pages(project, timeline), true);
        drawn.forEach(cue -> cue.highlighted()
                .ifPresent(word -> assertTrue(word.end() <= cue.text().length(), cue.toString())));
    }

    /// @param once whether each page is one cue
    private static void assertTiles(Timeline timeline, List<CaptionCue> shown, boolean once) {
        CaptionCue.checkOrder(shown);
        for (CaptionCue caption : timeline.captions()) {
            List<CaptionCue> parts =
                    shown.stream().filter(cue -> cue.frames().overlaps(caption.frames())).toList();
            assertEquals(caption.frames().first(), parts.getFirst().frames().first());
            assertEquals(caption.frames().end(), parts.getLast().frames().end());
            for (int i = 1; i < parts.size(); i++) {
                assertEquals(parts.get(i - 1).frames().end(), parts.get(i).frames().first());
            }
            if (once) {
                String letters = parts.stream().map(CaptionCue::text).collect(Collectors.joining());
                assertEquals(plain(caption.text()), plain(letters));
            }
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    private static String plain(String text) {
        return text.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    }

    private static List<CaptionCue> drawn(Project project) {
        return drawn(project, TimelineBuilder.build(project, Rational.of(3)));
    }

    private static Asset noFile(Source source) {
        throw new AssertionError(source);
    }

    private static List<CaptionCue> drawn(Project project, Timeline timeline) {
        return new CaptionComposer(project, timeline, CaptionComposerTest::noFile, FONTS)
                .layer()
                .map(layer -> ((Layer.Captions) layer).cues())
                .orElse(List.of());
    }

    private static List<CaptionCue> pages(Project project) {
        return pages(project, TimelineBuilder.build(project, Rational.of(3)));
    }

    private static List<CaptionCue> pages(Project project, Timeline timeline) {
        return new CaptionComposer(project, timeline, CaptionComposerTest::noFile, FONTS).pages();
    }

    private static Project project(CaptionPreset style, Sentence... sentences) {
        return Projects.captioned(
                Projects.of(List.of(sentences), Projects.settings(Projects.THIRTY, Gap.EXTEND)),
                CaptionSettings.of(CaptionSource.TEXT, style));
    }

    private static Sentence sentence(String id, String text, String start, String end, Word... words) {
        return new Sentence(
                id, id.charAt(0) - 'a', text, Projects.seconds(start), Projects.seconds(end), Projects.clips(id),
                TransitionSettings.DEFAULT, List.of(words));
    }

    private static Word word(String text, String start) {
        Rational from = Rational.of(new BigDecimal(start));
        return new Word(text, from, from.plus(Rational.of(1, 5)));
    }
}
