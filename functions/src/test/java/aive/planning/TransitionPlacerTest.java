package aive.planning;

import static aive.planning.Projects.THIRTY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.project.Gap;
import aive.project.Project;
import aive.project.Sentence;
import aive.project.TransitionKind;
import aive.project.TransitionSettings;
import aive.time.FrameRange;
import aive.time.Rational;
import aive.timeline.Shot;
import aive.timeline.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransitionPlacerTest {

    @Test
    void aTransitionTakesHalfOfItsFramesFromEachShotAndMovesNothing() {
        // given
        Project cuts = Projects.at(THIRTY, Gap.EXTEND, "0-2", "2-4", "4-6");
        // when
        Timeline timeline = timeline(Projects.crossfading(cuts, Rational.of(1, 2)));
        // then
        assertEquals(
                List.of(Optional.empty(), entry(7, 8), entry(7, 8)),
                timeline.shots().stream().map(Shot::entry).toList());
        assertEquals(frames(timeline(cuts)), frames(timeline));
        assertEquals(timeline(cuts).captions(), timeline.captions());
        assertEquals(List.of(), timeline.warnings());
    }

    @Test
    void aTransitionLongerThanHalfOfTheShorterShotIsShortenedWithAWarning() {
        Timeline timeline =
                timeline(Projects.crossfading(Projects.at(THIRTY, Gap.EXTEND, "0-2", "2-2.5", "2.5-6"), Rational.ONE));
        assertEquals(List.of(Optional.empty(), entry(3, 4), entry(3, 4)),
                timeline.shots().stream().map(Shot::entry).toList());
        assertEquals(
                List.of("/render/transition/duration: a transition at sentence b takes 0.233 s "
                                + "instead of 1 s, half of the shorter shot beside it",
                        "/render/transition/duration: a transition at sentence c takes 0.233 s "
                                + "instead of 1 s, half of the shorter shot beside it"),
                timeline.warnings().stream().map(warning -> warning.pointer() + ": " + warning.message()).toList());
    }

    @Test
    void aSentenceMayHaveItsOwnTransitionAndBlackHasTheProjects() {
        // given
        Project project = Projects.with(
                Projects.crossfading(Projects.at(THIRTY, Gap.BLACK, "0-2", "3-5", "5-7"), Rational.of(1, 5)),
                old -> new Sentence(
                        old.id(), old.position(), old.caption(), old.start(), old.end(), old.clips(),
                        old.id().equals("c")
                                ? new TransitionSettings(TransitionKind.NONE, Rational.ONE)
                                : new TransitionSettings(TransitionKind.ZOOM, Rational.of(1, 10)), old.words()));
        // then: a, black, b, c
        assertEquals(
                List.of(Optional.empty(), entry(3, 3), Optional.of(new Shot.Entry(TransitionKind.ZOOM, 1, 2)),
                        Optional.empty()),
                timeline(project).shots().stream().map(Shot::entry).toList());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyShotKeepsAFrameBetweenItsTransitions(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Project project = Projects.crossfading(Projects.wild(random), Rational.of(random.nextInt(1, 50), 10));
        Timeline timeline;
        try {
            timeline = timeline(project);
        } catch (aive.error.InvalidProject _) {
            return; // more sentences than frames
        }
        List<Shot> shots = timeline.shots();
        for (int i = 0; i < shots.size(); i++) {
            long taken = shots.get(i).entry().map(Shot.Entry::after).orElse(0L);
            if (i + 1 < shots.size()) {
                taken += shots.get(i + 1).entry().map(Shot.Entry::before).orElse(0L);
            }
            long length = shots.get(i).frames().length();
            assertTrue(taken < length && 2 * taken <= length + 1, "%d of %d frames".formatted(taken, length));
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    private static Timeline timeline(Project project) {
        return TimelineBuilder.build(project, Rational.ZERO);
    }

    private static List<FrameRange> frames(Timeline timeline) {
        return timeline.shots().stream().map(Shot::frames).toList();
    }

    private static Optional<Shot.Entry> entry(long before, long after) {
        return Optional.of(new Shot.Entry(TransitionKind.CROSSFADE, before, after));
    }
}
