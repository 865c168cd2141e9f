package aive.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.composition.Motion;
import aive.project.Focus;
import aive.project.MotionMode;
import aive.time.FrameRate;
import aive.time.Rational;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StillMotionTest {

    private static final FrameRate RATE = FrameRate.of(30);

    @Test
    void aStillMovesByTheSameShareInEverySecondUpToALimit() {
        for (int seconds : List.of(1, 2, 5, 10)) {
            Motion motion = motion(MotionMode.ZOOM_IN, seconds * 30L);
            assertEquals(Rational.of(1_000 - 12 * seconds, 1_000), motion.to().size());
            assertEquals(Rational.ONE, motion.from().size());
        }
        assertEquals(Rational.of(85, 100), motion(MotionMode.ZOOM_IN, 30 * 30).to().size());
        assertEquals(Rational.of(85, 100), motion(MotionMode.ZOOM_IN, 3_600 * 30).to().size());
    }

    @Test
    void aZoomKeepsItsFocusInItsPlace() {
        Focus focus = new Focus(Rational.of(1, 4), Rational.ONE);
        Motion.View near = StillMotion.of(MotionMode.ZOOM_OUT, 150, RATE, focus).orElseThrow().from();
        assertEquals(focus.x(), focus.x().minus(near.left()).dividedBy(near.size()));
        assertEquals(focus.y(), focus.y().minus(near.top()).dividedBy(near.size()));
    }

    @Test
    void aPanMovesTheViewInItsDirection() {
        Motion left = motion(MotionMode.PAN_LEFT, 150);
        Motion right = motion(MotionMode.PAN_RIGHT, 150);
        assertTrue(left.from().left().compareTo(left.to().left()) > 0);
        assertEquals(left.from(), right.to());
        assertEquals(left.to(), right.from());
        assertEquals(Rational.of(6, 100), right.to().left());
    }

    @Test
    void stillsOneAfterAnotherMoveDifferentlyAndAnEditChangesAFewAtMost() {
        // given
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            names.add("sentence " + i);
        }
        List<MotionMode> before = chosen(names);
        // when
        names.add(500, "inserted");
        List<MotionMode> after = chosen(names);
        // then
        Set<MotionMode> used = EnumSet.noneOf(MotionMode.class);
        for (int i = 1; i < after.size(); i++) {
            assertNotEquals(after.get(i - 1), after.get(i));
            used.add(after.get(i));
        }
        assertEquals(
                EnumSet.of(MotionMode.ZOOM_IN, MotionMode.ZOOM_OUT, MotionMode.PAN_LEFT, MotionMode.PAN_RIGHT), used);
        assertEquals(before.subList(0, 500), after.subList(0, 500));
        assertEquals(before.subList(510, 1_000), after.subList(511, 1_001));
    }

    private static List<MotionMode> chosen(List<String> names) {
        List<MotionMode> chosen = new ArrayList<>();
        MotionMode previous = MotionMode.NONE;
        for (String name : names) {
            previous = StillMotion.chosen(MotionMode.AUTO, name, previous);
            chosen.add(previous);
        }
        return chosen;
    }

    /// A preview of one shot leaves out what comes before the shots that this method names.
    @Test
    void aMotionDependsOnNoShotThatIsNotNamed() {
        SplittableRandom random = new SplittableRandom(7);
        List<MotionMode> fixed = List.copyOf(EnumSet.complementOf(EnumSet.of(MotionMode.AUTO)));
        int needless = 0;
        for (int round = 0; round < 2_000; round++) {
            List<MotionMode> modes = new ArrayList<>();
            List<Boolean> stills = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                modes.add(random.nextInt(4) > 0 ? MotionMode.AUTO : fixed.get(random.nextInt(fixed.size())));
                stills.add(i == 5 || random.nextInt(3) > 0);
            }
            int first = 5;
            while (first > 0 && StillMotion.mayDependOn(
                    modes.get(first), round + "/" + first, modes.get(first - 1), round + "/" + (first - 1))) {
                first--;
            }
            assertEquals(motion(round, modes, stills, 0), motion(round, modes, stills, first));
            needless += first;
        }
        assertTrue(needless > 2_000 * 3, "most shots are left out: " + needless);
    }

    /// The motion of the last shot, as if the video began with the shot `first`.
    private static MotionMode motion(int round, List<MotionMode> modes, List<Boolean> stills, int first) {
        MotionMode motion = MotionMode.NONE;
        for (int i = first; i < modes.size(); i++) {
            motion = stills.get(i) ? StillMotion.chosen(modes.get(i), round + "/" + i, motion) : MotionMode.NONE;
        }
        return motion;
    }

    private static Motion motion(MotionMode mode, long frames) {
        return StillMotion.of(mode, frames, RATE, Focus.CENTER).orElseThrow();
    }
}
