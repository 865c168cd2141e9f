package aive.composition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import aive.json.Samples;
import aive.time.FrameRange;
import aive.time.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that the frames of a window do not depend on where windows begin and end.
class WindowTest {

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void twoAdjacentWindowsShowTheSameAsTheWindowOfBoth(long seed) {
        // given
        Window whole = small(seed);
        SplittableRandom random = new SplittableRandom(seed);
        long a = random.nextLong(whole.frames());
        long c = random.nextLong(a, whole.frames()) + 1;
        Window union = whole.window(new FrameRange(a, c));
        for (long b = a + 1; b < c; b++) {
            // when
            List<String> shown = new ArrayList<>(frames(whole.window(new FrameRange(a, b))));
            shown.addAll(frames(whole.window(new FrameRange(b, c))));
            // then
            assertEquals(frames(union), shown, "cut at " + b);
            assertEquals(
                    whole.window(new FrameRange(a, b)), union.window(new FrameRange(0, b - a)), "a window of a window");
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aWindowListsExactlyItsFiles(long seed) {
        Window whole = small(seed);
        List<String> files = Stream.concat(
                        whole.video().items().stream().flatMap(item -> item.asset().stream()),
                        whole.layers().stream().flatMap(layer -> layer.assets().stream()))
                .distinct().toList();
        assertEquals(files, List.copyOf(whole.assets()));
    }

    @Test
    void aWindowBeyondTheEndIsRejected() {
        Window whole = small(1);
        FrameRange tooFar = new FrameRange(0, whole.frames() + 1);
        assertThrows(IllegalArgumentException.class, () -> whole.window(tooFar));
    }

    private static Window small(long seed) {
        Samples samples = new Samples(seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<TrackUnit> items = new ArrayList<>();
        long frames = 0;
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            TrackUnit any = samples.of(TrackUnit.class);
            int length = random.nextInt(1, 9);
            OutputFormat format = samples.of(OutputFormat.class);
            items.add(any.frames() < length ? any : any.part(new FrameRange(0, length), format.frameRate()));
            frames += items.getLast().frames();
        }
        List<CaptionCue> cues = new ArrayList<>();
        for (long first =
                random.nextInt(3); first < frames; first = cues.getLast().frames().end() + random.nextInt(3)) {
            cues.add(new CaptionCue(
                    new FrameRange(first, Math.min(frames, first + random.nextInt(1, 5))), "cue " + first));
        }
        List<Layer> layers = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            long first = random.nextLong(frames);
            FrameRange shown = new FrameRange(first, random.nextLong(first, frames) + 1);
            Layer.Image any = samples.of(Layer.Image.class);
            layers.add(new Layer.Image(any.file(), any.media(), any.area(), any.opacity(), shown,
                    Fade.of(random.nextInt(6), shown.length())));
        }
        if (random.nextBoolean()) {
            layers.add(new Layer.ProgressBar(samples.of(PixelArea.class), 0, Rational.ONE, 0, frames, frames));
        }
        if (random.nextBoolean()) {
            long first = random.nextLong(frames);
            FrameRange shown = new FrameRange(first, random.nextLong(first, frames) + 1);
            layers.add(new Layer.Title(
                    samples.of(CaptionLook.class), new CaptionCue(shown, "title"), Fade.of(3, shown.length())));
        }
        if (!cues.isEmpty()) {
            layers.add(new Layer.Captions(samples.of(CaptionLook.class), cues));
        }
        return new Window(samples.of(OutputFormat.class), new VideoTrack(items), layers);
    }

    /// A description of each frame: the item, the time in it, and the text.
    private static List<String> frames(Window window) {
        List<String> frames = new ArrayList<>();
        for (long frame = 0; frame < window.frames(); frame++) {
            Window alone = window.window(FrameRange.ofLength(frame, 1));
            frames.add(alone.video() + " under " + alone.layers());
        }
        return frames;
    }
}
