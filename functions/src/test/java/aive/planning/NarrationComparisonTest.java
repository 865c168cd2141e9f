package aive.planning;

import static aive.planning.Projects.THIRTY;
import static aive.planning.Projects.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.Problem;
import aive.media.SilentStretch;
import aive.project.Gap;
import aive.project.Project;
import aive.project.Sentence;
import aive.project.VideoEnd;
import aive.time.Rational;
import aive.timeline.Timeline;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NarrationComparisonTest {

    /// The sentences' times, the narration's length, and where and what is refused.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        milliseconds | 0-3000 3000-6000 6000-9000 | 9 | 2/end_time | seem to be in milliseconds
        milliseconds of one sentence | 0-9000 | 9 | 0/end_time | divide them by 1,000
        milliseconds of the first half | 0-1500 1500-3000 3000-4400 | 9 | 2/end_time | in milliseconds
        milliseconds of the first third | 0-1000 1000-2000 2000-3000 | 9 | 2/end_time | in milliseconds
        milliseconds that go on after the narration | 0-3000 3000-17000 | 9 | 1/end_time | in milliseconds
        broken milliseconds | 0.5-2999.5 3000.25-8999.75 | 9 | 1/end_time | in milliseconds
        frames at 30 | 0-90 90-180 180-270 | 9 | 2/end_time | seem to be in frames
        frames at 25 | 0-70 75-150 155-225 | 9 | 2/end_time | the frame rate, about 25
        hundredths | 0-300 300-600 600-890 | 9 | 2/end_time | hundredths of a second
        one sentence in milliseconds | 0-3 3000-6000 6-9 | 9 | 1/start_time | start_time of sentence b, 3000,
        the last two in milliseconds | 0-3 3-6 6000-7500 7500-9000 | 9 | 2/start_time 3/start_time | milliseconds
        only the last end in milliseconds | 0-3 3-6 6-9000 | 9 | 2/end_time | end_time of sentence c, 9000,
        seconds | 0-3 3-6 6-9 | 9 | |
        an end far too late that is cut | 0-9000 3-9 | 9 | |
        an end far too late | 0-3 3-60 | 9 | |
        a narration that is too short | 0-60 60-120 120-180 180-240 | 9 | |
        a narration that is far too short | 0-10 10-20 20-30 | 0.02 | |
        long still sentences | 0-1200 1200-2400 | 2400 | |
        one long sentence | 0-2400 | 9 | |
        """)
    void timesInAnotherUnitAreRefused(String name, String times, String narration, String pointers, String message) {
        Project project = Projects.at(THIRTY, Gap.EXTEND, times.split(" "));
        List<Problem> problems = NarrationComparison.problems(project, seconds(narration));
        assertEquals(pointers == null ? "" : pointers, pointers(problems), name);
        problems.forEach(problem -> assertTrue(problem.message().contains(message), problem.message()));
    }

    /// The sentences' times, the silences, and the sentences that are warned of, with a part of the message.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        inside a sentence | 0-3 3-6 6-9 | 4-5 | 1/start_time | sentence b has 1 s of complete silence
        over a whole sentence | 0-3 3-6 6-9 | 2.9-6.1 | 1/start_time | from second 3 on: all of it
        over two sentences | 0-3 3-6 6-9 | 2.5-8.9 | 1/start_time 2/start_time | all of it
        two in one sentence | 0-9 | 2-3 5-6 | 0/start_time | from second 2 on: part of it may be missing
        between two sentences | 0-3 3-6 6-9 | 2-4 | |
        before and after the speech of a sentence | 0-3 3-6 6-9 | 3-4 5-6 | |
        after the last sentence | 0-3 3-6 | 6-9 | |
        """)
    void silenceInsideASentenceIsAWarning(
            String name, String times, String silences, String pointers, String message) {
        Project project = Projects.at(THIRTY, Gap.EXTEND, times.split(" "));
        List<SilentStretch> stretches = Stream.of(silences.split(" "))
                .map(stretch -> stretch.split("-"))
                .map(ends -> new SilentStretch(seconds(ends[0]), seconds(ends[1])))
                .toList();
        List<Problem> warnings = NarrationComparison.silences(project, seconds("9"), stretches);
        assertEquals(pointers == null ? "" : pointers, pointers(warnings), name);
        warnings.forEach(warning -> assertTrue(warning.message().contains(message), warning.message()));
    }

    @Test
    void theRefusalNamesTheValuesTheLimitAndTheRemedy() {
        Project project = Projects.at(THIRTY, Gap.EXTEND, "0-3000", "3000-6000", "6000-9000");
        assertEquals(
                List.of(new Problem(
                        "/project_data/sentences/2/end_time",
                        "the times seem to be in milliseconds and must be in seconds: sentence c ends at 9000, "
                                + "and the narration is 9 s long; divide them by 1,000")),
                NarrationComparison.problems(project, seconds("9")));
    }

    /// Times of another recording are refused once, at the first start, unless a refusal names their unit.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        all late | 10-13 13-16 16-19 | 9 | 0/start_time
        one sentence | 9-12 | 9 | 0/start_time
        hours late | 36000-36003 36003-36006 | 9 | 0/start_time
        the first is not late | 8.999-13 13-16 16-19 | 9 |
        within the tolerance | 9-10 10-11 | 9 |
        """)
    void sentencesThatAllBeginAfterTheNarrationAreRefused(
            String name, String times, String narration, String pointers) {
        Project project = Projects.at(THIRTY, Gap.EXTEND, times.split(" "));
        List<Problem> problems = NarrationComparison.problems(project, seconds(narration));
        assertEquals(pointers == null ? "" : pointers, pointers(problems), name);
        problems.forEach(problem -> assertTrue(
                problem.message().startsWith("every sentence begins after the end of the narration: the narration is "
                        + "9 s long, and the first sentence, a, begins at "),
                problem.message()));
    }

    /// They are late too, but the refusal says more.
    @Test
    void lateTimesInMillisecondsAreRefusedAsMilliseconds() {
        Project project = Projects.at(THIRTY, Gap.EXTEND, "100-3000", "3000-6000", "6000-9000");
        List<Problem> problems = NarrationComparison.problems(project, seconds("9"));
        assertEquals("2/end_time", pointers(problems));
        assertTrue(problems.getFirst().message().startsWith("the times seem to be in milliseconds"));
    }

    /// Spoken sentences have 2 to 6 s each; their times are right, whatever narration they come with.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void timesInSecondsAreNeverRefusedAndTheSameTimesInMillisecondsAlways(long seed) {
        // given
        SplittableRandom random = new SplittableRandom(seed);
        Project project = Projects.spoken(random, random.nextInt(1, 40));
        Rational end = project.sentences().getLast().end();
        Rational narration = end.times(Rational.of(random.nextInt(60, 160), 100));
        Project scaled = Projects.with(project, old -> new Sentence(
                old.id(), old.position(), old.caption(), old.start().times(1_000), old.end().times(1_000),
                        old.clips()));
        // then
        assertEquals(List.of(), NarrationComparison.problems(project, narration));
        assertEquals(1, NarrationComparison.problems(scaled, narration).size());
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    /// Warnings, with where the video ends and what its gaps show.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        fits | LONGEST | EXTEND | 0-3 3-9 | 9 | |
        silence of 2 s | LONGEST | EXTEND | 0-3 3-11 | 9 | |
        silence of more | LONGEST | EXTEND | 0-3 3-60 | 9 | 1/end_time | the last 51 s of the video are silent
        possible milliseconds | LONGEST | EXTEND | 0-2400 | 9 | 0/end_time | (which may be milliseconds)
        cut silence | NARRATION | EXTEND | 0-3 3-60 | 9 | |
        silence by choice | SENTENCES | EXTEND | 0-3 3-60 | 9 | 1/end_time | the last 51 s of the video
        an end that is cut | LONGEST | EXTEND | 0-60 3-9 | 9 | |
        begins after the end | LONGEST | EXTEND | 0-9 9.5-10.5 | 9 | 1/start_time | sentence b begins at 9.5 s, after the end
        begins after the cut | NARRATION | EXTEND | 0-9 9.5-10.5 | 9 | 1/start_time | and is not shown
        black of 2 s | LONGEST | BLACK | 0-3 3-7 | 9 | |
        black of more | LONGEST | BLACK | 0-3 3-6.5 | 9 | 1/end_time | the last 2.5 s of the video are black
        footage of 10 s | LONGEST | EXTEND | 0-3 3-9 | 19 | |
        footage of hours | LONGEST | EXTEND | 0-3 | 43200 | 0/end_time | the last 43197 s of the video show the last footage
        hours that are cut off | SENTENCES | EXTEND | 0-3 | 43200 | /audio_url | the last 43197 s of the narration
        """)
    void anEndThatCannotBeMeantIsAWarning(
            String name, VideoEnd end, Gap gap, String times, String narration, String pointers, String message) {
        Project project = Projects.ending(Projects.at(THIRTY, gap, times.split(" ")), end);
        Timeline timeline = TimelineBuilder.build(project, seconds(narration));
        List<Problem> warnings = NarrationComparison.warnings(project, timeline, seconds(narration));
        assertEquals(pointers == null ? "" : pointers, pointers(warnings), name);
        warnings.forEach(warning -> assertTrue(warning.message().contains(message), warning.message()));
    }

    @Test
    void manySentencesAfterTheEndAreCounted() {
        Project project = Projects.spoken(new SplittableRandom(1), 60);
        Rational tenth = project.sentences().get(10).start();
        Timeline timeline = TimelineBuilder.build(project, tenth);
        List<Problem> warnings = NarrationComparison.warnings(project, timeline, tenth);
        assertEquals(12, warnings.size());
        assertEquals(
                new Problem(
                        "/project_data/sentences/20/start_time",
                        "40 more sentences begin after the end of the narration"),
                warnings.get(10));
    }

    private static String pointers(List<Problem> problems) {
        return String.join(" ", problems.stream()
                .map(problem -> problem.pointer().replace("/project_data/sentences/", ""))
                .toList());
    }
}
