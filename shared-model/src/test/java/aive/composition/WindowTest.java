package aive.composition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import aive.json.Samples;
import aive.time.FrameRange;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
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
        List<String> files = whole.video().items().stream().flatMap(item -> item.asset().stream()).distinct().toList();
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
        List<Item> items = new ArrayList<>();
        long frames = 0;
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            Item any = samples.of(Item.class);
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
        List<Layer> layers = cues.isEmpty() ? List.of() : List.of(new Layer.Captions(samples.of(CaptionLook.class), cues));
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
