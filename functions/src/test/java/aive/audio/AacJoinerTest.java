package aive.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import aive.error.EncodeFailed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class AacJoinerTest {

    /// The second byte of a block, of which four bits are a reserved one, the window sequence, and its shape.
    private static final int LONG = 0b0000_0000;
    private static final int LONG_OF_OTHER_SHAPE = 0b0001_0000;
    private static final int SHORT = 0b0100_0000;
    private static final int COMMON = 0b001_0000_1;
    private static final int SEPARATE = 0b001_0000_0;

    /// 64 s; the boundary is frame 1500.
    private static final List<AudioSegment> SEGMENTS = AudioSegment.of(64 * 48_000);
    private static final long BOUNDARY = 1_500;

    @Test
    void segmentsAreJoinedAtTheirBoundary() {
        assertEquals(BOUNDARY, lastFrame(_ -> LONG, _ -> LONG));
    }

    @Test
    void theJoinIsBehindTheNearestLongFrameOfBoth() {
        assertEquals(BOUNDARY + 2, lastFrame(frame -> Math.abs(frame - BOUNDARY) < 2 ? SHORT : LONG,
                frame -> frame < BOUNDARY + 1 ? SHORT : LONG));
    }

    @Test
    void bothHaveTheSameShapeOfWindow() {
        assertEquals(BOUNDARY - 3,
                lastFrame(_ -> LONG, frame -> frame <= BOUNDARY - 3 ? LONG : LONG_OF_OTHER_SHAPE));
    }

    @Test
    void withoutALongFrameEqualShortOnesAreTaken() {
        assertEquals(BOUNDARY - 1, lastFrame(_ -> SHORT, frame -> frame == BOUNDARY ? LONG : SHORT));
    }

    @Test
    void framesThatNeverFitAreRefused() {
        assertThrows(EncodeFailed.class, () -> lastFrame(_ -> LONG, _ -> SHORT));
        List<AdtsFile> separate = List.of(
                file(SEGMENTS.getFirst(), SEPARATE, _ -> LONG), file(SEGMENTS.getLast(), SEPARATE, _ -> LONG));
        assertThrows(EncodeFailed.class, () -> AacJoiner.join(SEGMENTS, separate));
    }

    @Test
    void eachFrameIsTakenOnce() {
        // when
        List<AacJoiner.Part> parts = AacJoiner.join(SEGMENTS, List.of(
                file(SEGMENTS.getFirst(), COMMON, _ -> LONG), file(SEGMENTS.getLast(), COMMON, _ -> LONG)));
        // then: priming, and 3,000 frames of samples
        assertEquals(3_001, parts.stream().mapToInt(part -> part.frames().size()).sum());
    }

    /// The frame of the soundtrack that is the last one of the first segment.
    private static long lastFrame(LongFunction<Integer> first, LongFunction<Integer> second) {
        List<AacJoiner.Part> parts = AacJoiner.join(SEGMENTS, List.of(
                file(SEGMENTS.getFirst(), COMMON, first), file(SEGMENTS.getLast(), COMMON, second)));
        assertEquals(parts.getFirst().end(), SEGMENTS.getLast().firstFrame() + parts.getLast().first());
        return parts.getFirst().end() - 1L;
    }

    /// @param windows the second byte of each frame, by its number in the soundtrack
    private static AdtsFile file(AudioSegment segment, int element, LongFunction<Integer> windows) {
        List<AacFrame> frames = new ArrayList<>();
        long count = (segment.encodedEnd() + AudioSegment.FRAME - 1) / AudioSegment.FRAME + 1;
        for (long frame = segment.firstFrame(); frame < count; frame++) {
            frames.add(new AacFrame(0, 100, AacFrame.window(element, windows.apply(frame))));
        }
        return new AdtsFile(Path.of("unused"), frames);
    }
}
