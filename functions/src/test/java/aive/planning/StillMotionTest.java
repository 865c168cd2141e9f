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

    private static Motion motion(MotionMode mode, long frames) {
        return StillMotion.of(mode, frames, RATE, Focus.CENTER).orElseThrow();
    }
}
