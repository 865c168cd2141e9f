package aive.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.composition.CaptionCue;
import aive.composition.CaptionCue.TextRange;
import aive.composition.CaptionEntrance;
import aive.project.CaptionAnimation;
import aive.time.FrameRange;
import aive.time.Rational;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EntrancesTest {

    @Test
    void aFadeBecomesOpaqueWithinAFifthOfASecond() {
        List<CaptionCue> states = entrances(CaptionAnimation.FADE).of(List.of(cue(10, 100)));
        assertEquals(7, states.size());
        for (int i = 0; i < 6; i++) {
            assertEquals(new FrameRange(10 + i, 11 + i), states.get(i).frames());
            assertEquals(
                    Optional.of(new CaptionEntrance(Rational.ONE, Rational.of(i + 1, 7))), states.get(i).entrance());
        }
        assertEquals(cue(16, 100), states.getLast());
    }

    @Test
    void aPopGrowsBeyondItsSizeAndBack() {
        List<CaptionCue> states = entrances(CaptionAnimation.POP).of(List.of(cue(0, 60)));
        List<Rational> scales =
                states.stream().flatMap(cue -> cue.entrance().stream()).map(CaptionEntrance::scale).toList();
        assertEquals(5, scales.size());
        assertTrue(scales.get(0).compareTo(scales.get(1)) < 0, scales.toString());
        assertEquals(Rational.of(106, 100), scales.get(2));
        assertTrue(scales.get(4).compareTo(scales.get(3)) < 0 && scales.get(4).compareTo(Rational.ONE) > 0,
                scales.toString());
    }

    @Test
    void theEntranceOfAPageGoesOverItsWords() {
        CaptionCue first = new CaptionCue(
                new FrameRange(0, 3), "One two", Optional.of(new TextRange(0, 3)), List.of(), Optional.empty());
        CaptionCue second = new CaptionCue(
                new FrameRange(3, 40), "One two", Optional.of(new TextRange(4, 7)), List.of(), Optional.empty());
        List<CaptionCue> states = entrances(CaptionAnimation.FADE).of(List.of(first, second));
        assertEquals(7, states.size());
        assertEquals(first.highlighted(), states.get(2).highlighted());
        assertEquals(second.highlighted(), states.get(3).highlighted());
        assertTrue(states.get(5).entrance().isPresent());
        assertEquals(new FrameRange(6, 40), states.get(6).frames());
    }

    @ParameterizedTest
    @EnumSource(CaptionAnimation.class)
    void anEntranceTakesAtMostHalfOfAPage(CaptionAnimation animation) {
        for (int frames = 1; frames < 20; frames++) {
            List<CaptionCue> states = entrances(animation).of(List.of(cue(5, 5 + frames)));
            assertEquals(5, states.getFirst().frames().first());
            assertEquals(5 + frames, states.getLast().frames().end());
            assertTrue(states.getLast().entrance().isEmpty());
            assertTrue(states.getLast().frames().length() >= frames / 2, states.toString());
        }
    }

    private static Entrances entrances(CaptionAnimation animation) {
        return new Entrances(animation, Projects.THIRTY);
    }

    private static CaptionCue cue(long first, long end) {
        return new CaptionCue(new FrameRange(first, end), "text");
    }
}
