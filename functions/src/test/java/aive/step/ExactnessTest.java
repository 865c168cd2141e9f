package aive.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.ffmpeg.TestSize;
import aive.project.Fill;
import aive.project.Quality;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A video rendered in several chunks equals the video rendered in one chunk, frame by frame, for every kind of
/// footage.
class ExactnessTest {

    @ParameterizedTest(name = "at {0} fps")
    @ValueSource(strings = {"30", "30000/1001", "25", "60", "24000/1001"})
    void givenTwelveKindsOfFootage_whenRenderedInOneChunkOrInFourteen_thenEveryFrameIsTheSame(
            String rate, @TempDir Path folder) throws IOException {
        // given
        TestVideo testVideo = mixture(rate);
        // when
        var whole = testVideo.render(folder.resolve("whole"), TestVideo.ONE_CHUNK);
        var each = testVideo.render(folder.resolve("each"), 1);
        // then
        List<String> frames = TestFfmpeg.frameDigests(whole.video());
        assertEquals(testVideo.frames(), frames.size());
        assertEquals(1, whole.chunks().size());
        assertEquals(14, each.chunks().size());
        assertEquals(frames, TestFfmpeg.frameDigests(each.video()));
    }

    @Test
    void givenTwelveKindsOfFootage_whenRenderedInSeveralChunks_thenEveryFrameIsTheSame(@TempDir Path folder)
            throws IOException {
        // given
        TestVideo testVideo = mixture("30");
        // when
        var several = testVideo.render(folder.resolve("several"), 60);
        var more = testVideo.render(folder.resolve("more"), 25, 10);
        // then
        assertTrue(several.chunks().size() > 2 && several.chunks().size() < more.chunks().size());
        assertEquals(TestFfmpeg.frameDigests(several.video()), TestFfmpeg.frameDigests(more.video()));
    }

    @Test
    void givenLongShots_whenTheyAreSplitBetweenChunks_thenEveryFrameIsTheSame(@TempDir Path folder) throws IOException {
        // given
        TestVideo testVideo = TestVideo.of(TestSize.width(192), TestSize.height(108), "30", Quality.LOSSLESS)
                .shot(TestMedia.film24(), 60, "0.4", Fill.LOOP)
                .shot(TestMedia.dashcam(), 70, "1.23", Fill.FREEZE)
                .shot(TestMedia.fiveFrames(), 50)
                .shot(TestMedia.photograph(), 45)
                .shot(TestMedia.variable(), 110, "0.5", Fill.LOOP)
                .caption(5, 100, "A caption across the pieces of a shot")
                .caption(100, 320, "and another");
        // when
        var whole = testVideo.render(folder.resolve("whole"), TestVideo.ONE_CHUNK);
        var split = testVideo.render(folder.resolve("split"), 1, 17);
        // then
        assertEquals(22, split.chunks().size());
        assertEquals(TestFfmpeg.frameDigests(whole.video()), TestFfmpeg.frameDigests(split.video()));
    }

    @Test
    void givenMoreShotsThanOneJobTakes_whenRenderedInOneChunk_thenEveryFrameIsTheSame(@TempDir Path folder)
            throws IOException {
        // given
        TestVideo testVideo = TestVideo.of(TestSize.width(192), TestSize.height(108), "30", Quality.LOSSLESS);
        for (int i = 0; i < 26; i++) {
            testVideo.shot(i % 2 == 0 ? TestMedia.fiveFrames() : TestMedia.portrait(), 3 + i % 4);
        }
        testVideo.caption(40, 115, "Through the seams of runs");
        // when
        var whole = testVideo.render(folder.resolve("whole"), TestVideo.ONE_CHUNK);
        var each = testVideo.render(folder.resolve("each"), 1);
        // then
        assertEquals(1, whole.chunks().size());
        assertEquals(26, each.chunks().size());
        assertEquals(testVideo.frames(), TestFfmpeg.frameDigests(whole.video()).size());
        assertEquals(TestFfmpeg.frameDigests(each.video()), TestFfmpeg.frameDigests(whole.video()));
    }

    @Test
    void givenAShotThatIsTooLongForAChunk_whenRendered_thenItIsSplitAndEveryFrameIsTheSame(@TempDir Path folder)
            throws IOException {
        // given
        TestVideo testVideo = TestVideo.of(64, 36, "30", Quality.LOSSLESS)
                .shot(TestMedia.film24(), 1_860, "0.4", Fill.LOOP).caption(1_700, 1_830, "Across");
        // when
        var whole = testVideo.render(folder.resolve("whole"), TestVideo.ONE_CHUNK);
        var split = testVideo.render(folder.resolve("split"), 1_200, 1_200);
        // then
        assertEquals(1, whole.chunks().size());
        assertEquals(2, split.chunks().size());
        assertEquals(testVideo.frames(), TestFfmpeg.frameDigests(whole.video()).size());
        assertEquals(TestFfmpeg.frameDigests(whole.video()), TestFfmpeg.frameDigests(split.video()));
    }

    private static TestVideo mixture(String rate) {
        return TestVideo.of(TestSize.width(320), TestSize.height(180), rate, Quality.LOSSLESS)
                .shot(TestMedia.film24(), 20, "0.37", Fill.LOOP)
                .shot(TestMedia.dashcam(), 25, "1.5", Fill.LOOP)
                .shot(TestMedia.flower(), 21, "0.1", Fill.LOOP)
                .shot(TestMedia.sport60(), 22)
                .shot(TestMedia.variable(), 33, "0.2", Fill.LOOP)
                .shot(TestMedia.rotated(), 18)
                .black(7)
                .shot(TestMedia.portrait(), 19, "2", Fill.FREEZE)
                .shot(TestMedia.friday(), 27, "3.3", Fill.LOOP)
                .shot(TestMedia.anamorphic(), 24)
                .shot(TestMedia.ultraHighDefinition(), 12)
                .shot(TestMedia.odd(), 23)
                .shot(TestMedia.fiveFrames(), 31)
                .shot(TestMedia.photograph(), 20)
                .caption(0, 30, "The first")
                .caption(40, 100, "From shot to shot")
                .caption(100, 101, "one frame")
                .caption(150, 302, "To the very end");
    }
}
