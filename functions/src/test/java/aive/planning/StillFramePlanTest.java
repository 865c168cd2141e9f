package aive.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aive.error.Problem;
import aive.plan.StillFrames;
import aive.project.Gap;
import aive.project.PosterSettings;
import aive.time.Rational;
import aive.timeline.Timeline;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StillFramePlanTest {

    /// Nine seconds: sentences from 0 to 2, 3 to 4, and 5 to 9, with black in between.
    private static final Timeline TIMELINE = TimelineBuilder.build(
            Projects.at(Projects.THIRTY, Gap.BLACK, "0-2", "3-4", "5-9"), Rational.of(9));

    @Test
    void thePosterIsAtOneThirdOrWhereTheProjectSays() {
        assertEquals(new StillFrames(90, List.of()), StillFramePlan.of(PosterSettings.USUAL, TIMELINE));
        assertEquals(new StillFrames(45, List.of()), StillFramePlan.of(at("1.5"), TIMELINE));
        assertEquals(new StillFrames(0, List.of()), StillFramePlan.of(at("0"), TIMELINE));
        assertEquals(Optional.empty(), StillFramePlan.warning(at("8.9"), TIMELINE));
    }

    @Test
    void aPosterAfterTheEndIsTheLastFrameWithAWarning() {
        assertEquals(new StillFrames(269, List.of()), StillFramePlan.of(at("9"), TIMELINE));
        assertEquals(
                Optional.of(new Problem(
                        "/render/poster_at",
                        "poster_at is 9, after the end of the video at 9 s; the poster shows the last frame")),
                StillFramePlan.warning(at("9"), TIMELINE));
    }

    @Test
    void aContactSheetShowsTheMiddleOfEachSentenceOfAtMostTwentyFour() {
        PosterSettings sheet = new PosterSettings(Optional.empty(), true);
        assertEquals(new StillFrames(90, List.of(30L, 105L, 210L)), StillFramePlan.of(sheet, TIMELINE));
        String[] many = new String[26];
        for (int i = 0; i < many.length; i++) {
            many[i] = i + "-" + (i + 1);
        }
        Timeline longer = TimelineBuilder.build(Projects.at(Projects.THIRTY, Gap.EXTEND, many), Rational.of(26));
        List<Long> frames = StillFramePlan.of(sheet, longer).sheet();
        assertEquals(24, frames.size());
        assertEquals(List.of(15L, 45L, 75L, 105L), frames.subList(0, 4));
        assertEquals(List.of(11 * 30L + 15, 13 * 30L + 15), frames.subList(11, 13));
        assertEquals(24 * 30L + 15, frames.getLast());
    }

    private static PosterSettings at(String seconds) {
        return new PosterSettings(Optional.of(Projects.seconds(seconds)), false);
    }
}
