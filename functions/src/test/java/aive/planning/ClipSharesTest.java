package aive.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.project.Clip;
import aive.project.Framing;
import aive.project.Gap;
import aive.project.Project;
import aive.project.Sentence;
import aive.time.FrameRange;
import aive.time.FrameRate;
import aive.time.Rational;
import aive.timeline.Shot;
import aive.timeline.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClipSharesTest {

    /// Seconds of the clips, `-` for none, in a sentence of four seconds from frame 10; and the expected frames.
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "-, 120, true", "1, 120, true", "9, 120, true", "- -, 60 60, true", "1 -, 30 90, true", "- 1, 90 30, true",
        "1 - -, 30 45 45, true", "1 1, 30 90, true", "1 9, 30 90, true", "3.99 5, 53 67, false",
        "- 1 -, 45 30 45, true",
        "4 4, 60 60, false", "9 3, 90 30, false", "6 2 -, 60 20 40, false", "0.01 -, 0 120, true",
        "- - -, 40 40 40, true",
    })
    void clipsHaveTheirTimeAndTheOthersShareTheRest(String seconds, String expected, boolean fits) {
        ClipShares shares =
                ClipShares.of(clips(seconds.split(" ")), FrameRange.ofLength(10, 120), FrameRate.of(30));
        assertEquals(
                expected,
                String.join(" ", shares.ranges().stream()
                        .map(range -> range.map(FrameRange::length).orElse(0L).toString())
                        .toList()));
        assertEquals(fits, shares.fits());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void clipsCoverTheSentence(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String[] seconds = new String[random.nextInt(1, 8)];
        Arrays.setAll(seconds, _ -> random.nextBoolean() ? "-" : Integer.toString(random.nextInt(1, 5)));
        FrameRange frames = FrameRange.ofLength(random.nextInt(99), random.nextInt(1, 300));
        ClipShares shares = ClipShares.of(clips(seconds), frames, Projects.NTSC);
        long expected = frames.first();
        for (Optional<FrameRange> range : shares.ranges()) {
            if (range.isPresent()) {
                assertEquals(expected, range.get().first());
                expected = range.get().end();
            }
        }
        assertEquals(frames.end(), expected);
        if (shares.fits()) {
            assertTrue(shares.ranges().stream().allMatch(Optional::isPresent), shares.toString());
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @Test
    void eachClipOfASentenceIsAShotOfItsOwn() {
        // given
        Project project = Projects.with(Projects.at(Projects.THIRTY, Gap.EXTEND, "0-4", "4-6"), old -> new Sentence(
                old.id(), old.position(), old.caption(), old.start(), old.end(),
                old.id().equals("a") ? clips("1", "-") : clips("3", "3", "-")));
        // when
        Timeline timeline = TimelineBuilder.build(project, Rational.of(6));
        // then
        assertEquals(
                List.of("a 0 [0, 30)", "clip 2 of a 1 [30, 120)", "b 0 [120, 140)", "clip 2 of b 1 [140, 160)",
                        "clip 3 of b 2 [160, 180)"),
                timeline.shots().stream()
                        .map(shot -> (Shot.FootageShot) shot)
                        .map(shot -> shot.name() + " " + shot.clip() + " " + shot.frames())
                        .toList());
        assertEquals(2, timeline.captions().size());
        assertEquals(
                List.of("/project_data/sentences/1/footage: the clips of sentence b do not fit into its 2 s, and are "
                        + "shortened in proportion"),
                timeline.warnings().stream().map(warning -> warning.pointer() + ": " + warning.message()).toList());
        assertFalse(timeline.shots().isEmpty());
    }

    private static List<Clip> clips(String... seconds) {
        List<Clip> clips = new ArrayList<>();
        for (String text : seconds) {
            clips.add(new Clip(
                    "/footage/" + clips.size(), Projects.footage("clip" + clips.size()), Rational.ZERO,
                    text.equals("-") ? Optional.empty() : Optional.of(Projects.seconds(text)), Framing.DEFAULT));
        }
        return clips;
    }
}
