package aive.planning;

import static aive.planning.Projects.THIRTY;
import static aive.planning.Projects.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.composition.CaptionCue;
import aive.error.InvalidProject;
import aive.error.Problem;
import aive.project.Gap;
import aive.project.Project;
import aive.project.Sentence;
import aive.project.VideoEnd;
import aive.time.FrameRange;
import aive.time.FrameRate;
import aive.time.Rational;
import aive.timeline.Shot;
import aive.timeline.Timeline;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineBuilderTest {

    /// Sentences `a`, `b`, … with one letter per second, and one frame per tenth: frame ranges by sentence, `-` for
    /// black.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        one sentence | 0-2 | 2 | a[0, 20) | a[0, 20) |
        narration is longer | 0-2 | 3 | a[0, 20) -[20, 30) | a[0, 20) |
        narration is shorter | 0-2 2-4 | 3 | a[0, 20) b[20, 40) | a[0, 20) b[20, 40) |
        silence leads | 1-2 | 2 | -[0, 10) a[10, 20) | a[10, 20) |
        gap | 0-1 2-3 | 3 | a[0, 10) -[10, 20) b[20, 30) | a[0, 10) b[20, 30) |
        gap of one frame | 0-1 1.1-3 | 3 | a[0, 10) -[10, 11) b[11, 30) | a[0, 10) b[11, 30) |
        gap of less than a frame | 0-1 1.04-3 | 3 | a[0, 10) b[10, 30) | a[0, 10) b[10, 30) |
        overlap | 0-2 1-3 | 3 | a[0, 10) b[10, 30) | a[0, 10) b[10, 30) | 0/end_time
        containment | 0-9 2-3 5-6 | 9 | a[0, 20) b[20, 30) -[30, 50) c[50, 60) -[60, 90) | \
                a[0, 20) b[20, 30) c[50, 60) | 0/end_time
        disorder | 2-3 0-1 | 3 | b[0, 10) -[10, 20) a[20, 30) | b[0, 10) a[20, 30) |
        two start together | 0-2 0-2 4-5 | 5 | a[0, 10) b[10, 20) -[20, 40) c[40, 50) | \
                a[0, 10) b[10, 20) c[40, 50) | 1/start_time
        two, one much longer | 0-9 0-1 10-11 | 11 | b[0, 45) a[45, 90) -[90, 100) c[100, 110) | \
                b[0, 45) a[45, 90) c[100, 110) | 0/start_time
        three start together | 0-1 0-1 0-1 2-3 | 3 | a[0, 3) b[3, 6) c[6, 10) -[10, 20) d[20, 30) | \
                a[0, 3) b[3, 6) c[6, 10) d[20, 30) | 1/start_time
        two at the end | 0-1 1-2 1-2 | 2 | a[0, 10) b[10, 15) c[15, 20) | a[0, 10) b[10, 15) c[15, 20) | 2/start_time
        two short ones at the end | 0-1 1-1.01 1-1.01 | 1 | a[0, 10) b[10, 11) c[11, 12) | \
                a[0, 10) b[10, 11) c[11, 12) | 2/start_time
        two and an overlap | 0-2 0-3 1-4 | 4 | a[0, 5) b[5, 10) c[10, 40) | \
                a[0, 5) b[5, 10) c[10, 40) | 1/start_time 0/end_time 1/end_time
        shorter than half a frame | 1-1.01 2-3 | 3 | -[0, 10) a[10, 11) -[11, 20) b[20, 30) | a[10, 11) b[20, 30) |
        the only one so short | 0-0.01 | 0.01 | a[0, 1) | a[0, 1) |
        an end far too late | 0-60 3-9 | 9 | a[0, 30) b[30, 90) | a[0, 30) b[30, 90) | 0/end_time
        no length | 0-1 1.5-1.5 2-3 | 3 | a[0, 10) -[10, 15) b[15, 16) -[16, 20) c[20, 30) | \
                a[0, 10) b[15, 16) c[20, 30) |
        no length at the start of another | 0-1 1-1 1-3 | 3 | a[0, 10) b[10, 11) c[11, 30) | \
                a[0, 10) b[10, 11) c[11, 30) |
        no length behind the start of another | 0-1 1-2 1.04-1.04 2-3 | 3 | a[0, 10) b[10, 19) c[19, 20) d[20, 30) | \
                a[0, 10) b[10, 19) c[19, 20) d[20, 30) |
        no length at the end | 0-3 3-3 | 3 | a[0, 30) b[30, 31) | a[0, 30) b[30, 31) |
        half a frame goes up | 0.05-0.15 0.25-1 | 1 | -[0, 1) a[1, 2) -[2, 3) b[3, 10) | a[1, 2) b[3, 10) |
        """)
    void everySentenceIsShownAtItsTime(
            String name, String times, String narration, String shots, String captions, String warnings) {
        // given
        Project black = Projects.at(FrameRate.of(10), Gap.BLACK, times.split(" "));
        Project extend = Projects.of(black.sentences(), Projects.settings(FrameRate.of(10), Gap.EXTEND));
        // when
        Timeline inBlack = TimelineBuilder.build(black, seconds(narration));
        Timeline extended = TimelineBuilder.build(extend, seconds(narration));
        // then
        assertEquals(shots, shown(black, inBlack), name);
        assertEquals(shots.replaceAll("-\\S+ \\S+ ?|\\[\\S+ [0-9]+\\)", "").strip(),
                shown(extend, extended).replaceAll("\\[\\S+ [0-9]+\\)", ""));
        assertEquals(captions, written(black, inBlack));
        assertEquals(captions, written(extend, extended));
        assertEquals(inBlack.frames(), extended.frames());
        assertEquals(warnings == null ? "" : warnings, pointers(inBlack));
        assertEquals(pointers(inBlack), pointers(extended));
    }

    @Test
    void footageExtendsOverGapsAndTheFirstBeginsAtZero() {
        Project project = Projects.at(THIRTY, Gap.EXTEND, "1-2", "4-5");
        Timeline timeline = TimelineBuilder.build(project, seconds("9"));
        assertEquals("a[0, 120) b[120, 270)", shown(project, timeline));
        assertEquals("a[30, 60) b[120, 150)", written(project, timeline));
    }

    @Test
    void blankAndDisabledCaptionsDoNotChangeOtherCaptions() {
        Project project =
                Projects.with(Projects.at(THIRTY, Gap.EXTEND, "0-1", "1-2", "2-3"), old -> old.id().equals("b")
                ? new Sentence("b", old.position(), " ", old.start(), old.end(), old.clips())
                : old);
        Timeline timeline = TimelineBuilder.build(project, seconds("3"));
        assertEquals("a[0, 30) b[30, 60) c[60, 90)", shown(project, timeline));
        assertEquals("a[0, 30) c[60, 90)", written(project, timeline));
    }

    @Test
    void givenMoreSentencesThanFrames_thenTheErrorNamesEachPlace() {
        Project project = Projects.at(THIRTY, Gap.EXTEND, "0-1", "0-1", "0.03-1", "5-6", "5.001-6", "5.03-6");
        InvalidProject refusal = assertThrows(InvalidProject.class, () -> TimelineBuilder.build(project, seconds("9")));
        assertEquals(
                List.of("/project_data/sentences/0/start_time", "/project_data/sentences/3/start_time"),
                refusal.problems().stream().map(Problem::pointer).toList());
        assertEquals(
                "2 sentences start within 1 of the video's frames, each 1/30 s long, and some of them would not "
                        + "be shown; move their start times apart",
                refusal.problems().getFirst().message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"24000/1001", "30000/1001", "60000/1001"})
    void tenThousandCutsOnHalfFramesAtTenHoursDoNotDrift(String rateText) {
        // given: sentence n starts at (n·7 + 1/2) frames, ten hours in, as a decimal of nine places
        FrameRate rate = FrameRate.parse(rateText);
        long offset = rate.frameAt(Rational.of(36_000));
        List<Sentence> sentences = new ArrayList<>();
        for (int n = 0; n < 10_000; n++) {
            sentences.add(Projects.sentence("s" + n, n, cut(rate, offset, n), cut(rate, offset, n + 1)));
        }
        Project project = Projects.of(sentences, Projects.settings(rate, Gap.EXTEND));
        // when
        Timeline timeline = TimelineBuilder.build(project, Rational.ZERO);
        // then: exact whole-number arithmetic says the same of every cut
        assertEquals(10_000, timeline.captions().size());
        for (int n = 0; n < 10_000; n++) {
            CaptionCue caption = timeline.captions().get(n);
            assertEquals(exactly(sentences.get(n).start(), rate), caption.frames().first());
            assertEquals(exactly(sentences.get(n).end(), rate), caption.frames().end());
        }
        assertEquals(exactly(sentences.getLast().end(), rate), timeline.frames().length());
        assertTrue(Math.abs(timeline.frames().length() - (offset + 70_000)) <= 1);
        assertEquals(List.of(), timeline.warnings());
    }

    private static Rational cut(FrameRate rate, long offset, int number) {
        return seconds(rate.startOf(offset + number * 7L).plus(rate.startOf(1).dividedBy(Rational.of(2))).toDecimal(9));
    }

    private static long exactly(Rational seconds, FrameRate rate) {
        BigInteger numerator = seconds.numerator().multiply(rate.framesPerSecond().numerator());
        BigInteger denominator = seconds.denominator().multiply(rate.framesPerSecond().denominator());
        return numerator.shiftLeft(1).add(denominator).divide(denominator.shiftLeft(1)).longValueExact();
    }

    @Test
    void twoThousandSentencesAreAllShown() {
        Project project = Projects.spoken(new SplittableRandom(1), 2_000);
        Timeline timeline = TimelineBuilder.build(project, Rational.ZERO);
        assertEquals(2_000, timeline.captions().size());
        assertEquals(2_000, timeline.shots().size());
        assertEquals(List.of(), timeline.warnings());
    }

    /// [aive.timeline.Timeline] itself checks that shots cover the frames and captions do not overlap.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void forAnyTimesAllSentencesBeginWhenTheyAreSpoken(long seed) {
        // given
        SplittableRandom random = new SplittableRandom(seed);
        Project project = Projects.wild(random);
        FrameRate rate = project.settings().frameRate();
        Rational narration = Rational.of(random.nextInt(120_000), 1_000);
        // when
        Optional<Timeline> built = built(project, narration);
        // then
        if (built.isEmpty()) {
            return;
        }
        Timeline timeline = built.get();
        List<Long> begins = project.sentences().stream().map(sentence -> rate.frameAt(sentence.start())).toList();
        assertEquals(project.sentences().size(), timeline.captions().size());
        for (int i = 0; i < begins.size(); i++) {
            CaptionCue caption = timeline.captions().get(i);
            assertEquals(project.sentences().get(i).caption(), caption.text());
            if (i == 0 || !begins.get(i).equals(begins.get(i - 1))) {
                assertEquals(begins.get(i), caption.frames().first());
            }
            assertTrue(shotAt(timeline, caption.frames().first()) instanceof Shot.FootageShot shot
                    && shot.sentence() == i);
            assertTrue(shotAt(timeline, caption.frames().end() - 1) instanceof Shot.FootageShot shot
                    && shot.sentence() == i);
        }
        long lastEnd = timeline.captions().getLast().frames().end();
        assertEquals(Math.max(rate.frameAt(narration), lastEnd), timeline.frames().length());
        // The last sentences end when the last of them does, or later if each needs its own frame.
        int together = Collections.frequency(begins, begins.getLast());
        long spoken = project.sentences().subList(begins.size() - together, begins.size()).stream()
                .mapToLong(sentence -> rate.frameAt(sentence.end())).max().orElseThrow();
        assertEquals(Math.max(spoken, begins.getLast() + together), lastEnd);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anEndAfterTheNextStartChangesNothing(long seed) {
        // given: every end that is cut, as late as possible
        Project project = Projects.wild(new SplittableRandom(seed));
        Rational last = project.sentences().getLast().start();
        Project later = Projects.with(project, old -> old.hasNoLength() || old.end().compareTo(last) <= 0
                || project.settings().frameRate().frameAt(old.start())
                        == project.settings().frameRate().frameAt(last)
                ? old
                : new Sentence(
                        old.id(), old.position(), old.caption(), old.start(), Rational.of(43_200), old.clips()));
        // when
        Optional<Timeline> before = built(project, Rational.ONE);
        Optional<Timeline> after = built(later, Rational.ONE);
        // then
        assertEquals(before.map(Timeline::frames), after.map(Timeline::frames));
        assertEquals(before.map(it -> it.captions().size()), after.map(it -> it.captions().size()));
    }

    /// Without zero lengths, wild ends, and shared starts this law is trivial; the projects have all of them.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theEndOfTheVideoIsTheOneThatWasAskedFor(long seed) {
        // given
        SplittableRandom random = new SplittableRandom(seed);
        Project project = Projects.wild(random);
        FrameRate rate = project.settings().frameRate();
        Rational narration = Rational.of(random.nextInt(1, 120_000), 1_000);
        long narrationFrames = Math.max(1, rate.frameAt(narration));
        // when
        Optional<Timeline> longest = built(project, narration);
        Optional<Timeline> sentences = built(Projects.ending(project, VideoEnd.SENTENCES), narration);
        Optional<Timeline> spoken = built(Projects.ending(project, VideoEnd.NARRATION), narration);
        // then
        assertEquals(longest.isPresent(), sentences.isPresent());
        longest.ifPresent(it -> {
            long last = it.captions().getLast().frames().end();
            assertEquals(Math.max(narrationFrames, last), it.frames().length());
            assertEquals(last, sentences.orElseThrow().frames().length());
            assertEquals(it.captions(), sentences.orElseThrow().captions());
        });
        spoken.ifPresent(it -> {
            assertEquals(narrationFrames, it.frames().length());
            long begun = project.sentences().stream()
                    .filter(sentence -> rate.frameAt(sentence.start()) < narrationFrames).count();
            assertEquals(begun, it.captions().size());
        });
    }

    @Test
    void givenNoSentenceBeforeTheEndOfTheNarration_whenTheVideoEndsThere_thenItIsRefused() {
        Project project = Projects.ending(Projects.at(THIRTY, Gap.EXTEND, "9-10", "10-12"), VideoEnd.NARRATION);
        InvalidProject refusal = assertThrows(InvalidProject.class, () -> TimelineBuilder.build(project, seconds("9")));
        assertEquals(
                List.of(new Problem(
                        "/project_data/sentences/0/start_time",
                        "no sentence begins before the end of the narration, at which the video ends (render.end)")),
                refusal.problems());
    }

    @Test
    void manyOverlapsAreCounted() {
        String[] times = new String[20];
        for (int i = 0; i < times.length; i++) {
            times[i] = i + "-" + (i + 1.5);
        }
        List<Problem> warnings =
                TimelineBuilder.build(Projects.at(THIRTY, Gap.EXTEND, times), seconds("21")).warnings();
        assertEquals(11, warnings.size());
        assertEquals(
                new Problem("/project_data/sentences/10/end_time", "9 more sentences overlap the next one"),
                warnings.getLast());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aShiftByWholeFramesShiftsEveryShotAndCaption(long seed) {
        // given
        SplittableRandom random = new SplittableRandom(seed);
        Project project = Projects.wild(random);
        FrameRate rate = project.settings().frameRate();
        long frames = random.nextInt(1, 10_000);
        Rational narration = Rational.of(random.nextInt(120_000), 1_000);
        // when
        Optional<Timeline> before = built(project, narration);
        Optional<Timeline> after =
                built(Projects.later(project, rate.startOf(frames)), narration.plus(rate.startOf(frames)));
        // then
        assertEquals(before.map(timeline -> timeline.frames().length() + frames),
                after.map(timeline -> timeline.frames().length()));
        assertEquals(
                before.map(timeline -> timeline.captions().stream().map(caption -> shifted(caption, frames)).toList()),
                after.map(Timeline::captions));
        assertEquals(before.map(Timeline::warnings), after.map(Timeline::warnings));
        before.ifPresent(timeline -> {
            List<FrameRange> later = after.orElseThrow().shots().stream().map(Shot::frames).toList();
            List<FrameRange> moved = timeline.shots().stream().map(shot -> shifted(shot.frames(), frames)).toList();
            // Only the first shot may fill the time before it, or follow black frames.
            int added = later.size() - moved.size();
            assertEquals(moved.subList(1, moved.size()), later.subList(1 + added, later.size()));
            assertTrue(added == 0 || added == 1);
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theOrderOfTheInputDoesNotMatter(long seed) {
        // given: the same sentences in another order; among sentences with equal times the order counts
        Project project = Projects.wild(new SplittableRandom(seed));
        List<Sentence> shuffled = new ArrayList<>(project.sentences());
        Collections.shuffle(shuffled, new Random(seed));
        // when
        Optional<Timeline> listed = built(project, Rational.ONE);
        Optional<Timeline> other = built(Projects.of(shuffled, project.settings()), Rational.ONE);
        // then
        assertEquals(listed, other);
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    private static Optional<Timeline> built(Project project, Rational narration) {
        try {
            return Optional.of(TimelineBuilder.build(project, narration));
        } catch (InvalidProject e) {
            assertTrue(
                    String.valueOf(e.getMessage()).matches("(?s).*(would not be shown|no sentence begins before).*"),
                    e.getMessage());
            return Optional.empty();
        }
    }

    private static CaptionCue shifted(CaptionCue caption, long frames) {
        return new CaptionCue(shifted(caption.frames(), frames), caption.text());
    }

    private static FrameRange shifted(FrameRange range, long frames) {
        return FrameRange.ofLength(range.first() + frames, range.length());
    }

    private static Shot shotAt(Timeline timeline, long frame) {
        return timeline.shots().stream().filter(shot -> shot.frames().overlaps(FrameRange.ofLength(frame, 1)))
                .findFirst().orElseThrow();
    }

    private static String shown(Project project, Timeline timeline) {
        return timeline.shots().stream()
                .map(shot -> (shot instanceof Shot.BlackShot ? "-" : project.sentences().get(shot.sentence()).id())
                        + shot.frames())
                .collect(Collectors.joining(" "));
    }

    private static String written(Project project, Timeline timeline) {
        return timeline.captions().stream()
                .map(caption -> sentenceOf(caption, project).id() + caption.frames())
                .collect(Collectors.joining(" "));
    }

    /// All sentences of these projects have distinct texts.
    private static Sentence sentenceOf(CaptionCue caption, Project project) {
        return project.sentences().stream().filter(sentence -> sentence.caption().equals(caption.text())).findFirst()
                .orElseThrow();
    }

    private static String pointers(Timeline timeline) {
        return timeline.warnings().stream()
                .map(warning -> warning.pointer().replace("/project_data/sentences/", ""))
                .collect(Collectors.joining(" "));
    }

}
