package aive.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aive.caption.TestFonts;
import aive.caption.TestLook;
import aive.composition.CaptionCue;
import aive.composition.CaptionLook;
import aive.composition.Fade;
import aive.composition.Fit;
import aive.composition.Layer;
import aive.composition.Motion;
import aive.composition.PixelArea;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.project.Fill;
import aive.project.Focus;
import aive.project.Quality;
import aive.project.TransitionKind;
import aive.time.FrameRange;
import aive.time.Rational;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Two adjacent windows, rendered one after the other, equal the window of both, frame by frame, for every boundary.
class WindowLawTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static Motion.View view(String left, String top, String size) {
        return new Motion.View(Rational.parse(left), Rational.parse(top), Rational.parse(size));
    }

    static LongStream seeds() {
        return LongStream.range(0, 12);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void renderingTwoAdjacentWindowsGivesTheFramesOfTheWindowOfBoth(long seed) throws IOException {
        // given: clips of several frame rates, looped and held, a photograph, black, and across all of them an image
        // and a title that fade, and captions
        SplittableRandom random = new SplittableRandom(seed);
        String rate = List.of("30", "30000/1001", "10", "60", "120").get(random.nextInt(5));
        TestWindow whole = TestWindow.of(64, 36, rate, Quality.LOSSLESS)
                .show(TestMedia.film24(), 160, "1.37", Fill.LOOP)
                .into(TransitionKind.CROSSFADE, 7)
                .show(TestMedia.fiveFrames(), 40, "0.05", Fill.LOOP)
                .into(TransitionKind.SLIDE_LEFT, 12)
                .show(TestMedia.variable(), 50, "0.2", Fill.FREEZE)
                .black(9)
                .fit(new Fit.Blur())
                .show(TestMedia.portrait(), 23, "0.3", Fill.LOOP)
                .fit(new Fit.Contain(0x336699))
                .show(TestMedia.rotated(), 17, "0.1", Fill.LOOP)
                .fit(new Fit.Cover(new Focus(Rational.ZERO, Rational.of(1, 3))))
                .show(TestMedia.sport60(), 60, "1.95", Fill.LOOP)
                .motion(view("0", "0", "1"), view("1/20", "0", "9/10"))
                .show(TestMedia.photograph(), 20, "0", Fill.LOOP)
                .fit(new Fit.Blur())
                .into(TransitionKind.FADE_BLACK, 5)
                .motion(view("0", "1/40", "13/15"), view("2/15", "1/40", "13/15"))
                .show(TestMedia.webpPhotograph(), 17, "0", Fill.LOOP)
                .image(TestMedia.photograph(), new PixelArea(40, 2, 20, 14), "4/5", new FrameRange(20, 301),
                        Fade.of(100, 281))
                .layer(new Layer.Title(
                        TestLook.WIDE, new CaptionCue(new FrameRange(90, 350), "Title"), Fade.of(61, 260)))
                .caption(3, 70, "Over a cut")
                .caption(70, 71, "One frame")
                .caption(150, 330, "Over everything else");
        long frames = whole.window().frames();
        long a = random.nextLong(frames - 2);
        long c = random.nextLong(a + 2, frames + 1);
        long b = random.nextLong(a + 1, c);
        // when
        List<String> parts = new ArrayList<>(whole.frames(TestFfmpeg.FFMPEG, new FrameRange(a, b), folder));
        parts.addAll(whole.frames(TestFfmpeg.FFMPEG, new FrameRange(b, c), folder));
        // then
        assertEquals(whole.frames(TestFfmpeg.FFMPEG, new FrameRange(a, c), folder), parts,
                "[%d, %d, %d)".formatted(a, b, c));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "10"})
    void aClipThatIsHeldAfterItsEndShowsTheSameFramesWhereverItIsCut(String rate) throws IOException {
        // given: its last frames are shorter than the others
        int frames = 41;
        TestWindow whole =
                TestWindow.of(64, 36, rate, Quality.LOSSLESS).show(TestMedia.variable(), frames, "0.2", Fill.FREEZE);
        List<String> expected = whole.frames(TestFfmpeg.FFMPEG, new FrameRange(0, frames), folder);
        for (int cut = 25; cut < frames; cut++) {
            // when
            List<String> rest = whole.frames(TestFfmpeg.FFMPEG, new FrameRange(cut, frames), folder);
            // then
            assertEquals(expected.subList(cut, frames), rest, "cut at " + cut);
        }
    }

    @Test
    void captionsAndTitlesInAFontFileAreTheSameInEveryWindow() throws IOException {
        // given
        Path font = TestFonts.anton(folder);
        TestWindow whole = TestWindow.of(128, 72, "30000/1001", Quality.LOSSLESS)
                .show(TestMedia.film24(), 20, "0", Fill.LOOP)
                .black(20);
        CaptionLook look = TestLook.inFile(whole.asset(font));
        whole.layer(new Layer.Title(look, new CaptionCue(new FrameRange(5, 31), "Title"), Fade.of(4, 4)))
                .layer(new Layer.Captions(look, List.of(
                        new CaptionCue(new FrameRange(0, 17), "Letters and буквы"),
                        new CaptionCue(new FrameRange(17, 38), "More"))));
        List<String> frames = whole.frames(TestFfmpeg.FFMPEG, new FrameRange(0, 40), folder);
        // when
        List<String> parts = new ArrayList<>();
        for (long first = 0; first < 40; first += 10) {
            parts.addAll(whole.frames(TestFfmpeg.FFMPEG, FrameRange.ofLength(first, 10), folder));
        }
        // then
        assertEquals(frames, parts);
        assertEquals(Set.of(look.file().orElseThrow()),
                whole.window().window(new FrameRange(30, 40)).assets(), "the font is an asset of each window");
    }
}
