package aive.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.MediaUnusable;
import aive.error.Problem;
import aive.error.RenderError;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.message.RenderResult;
import aive.project.Fill;
import aive.project.Quality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Damaged footage causes an error that names it; intact footage never does, however it was cut.
class DamagedFootageTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void givenFlippedBits_whenTheDamagedFramesAreShown_thenTheSentenceAndItsFootageAreNamed() throws IOException {
        // given: one byte in a thousand in the second half is changed
        byte[] bytes = Files.readAllBytes(long640());
        Random random = new Random(7);
        for (int i = bytes.length / 2; i < bytes.length - 100; i += 1_000) {
            bytes[i + random.nextInt(100)] ^= (byte) (1 + random.nextInt(255));
        }
        Path damaged = Files.write(folder.resolve("damaged.mp4"), bytes);
        // when
        MediaUnusable error = assertThrows(MediaUnusable.class,
                () -> testVideo().shot(TestMedia.fiveFrames(), 5).shot(damaged, 110).render(folder, 1));
        // then
        assertEquals("/project_data/sentences/1/selected_footage/url", error.problems().getFirst().pointer());
        assertTrue(said(error).contains("the footage damaged.mp4 of sentence 1 is damaged: "), said(error));
        // Damage outside the frames shown is harmless.
        assertEquals(20, testVideo().shot(damaged, 20).render(folder.resolve("start"), 1).result().frames());
    }

    /// Each of the codecs' decoders reports this damage.
    @ParameterizedTest(name = "{0}")
    @CsvSource({"a.mp4, libx264, 4", "a.webm, libvpx-vp9, 1", "a.wmv, wmv2, 8", "a.avi, mjpeg, 4", "a.ts, mpeg2video, 4"})
    void givenFewFlippedBits_whenTheyAreShown_thenThereIsAWarningOrARefusalWithThePlace(
            String name, String codec, int flips) throws IOException {
        // given
        byte[] bytes = Files.readAllBytes(TestMedia.made(name, "-f", "lavfi", "-i", "testsrc2=s=160x90:d=2:r=25", "-c:v",
                codec, "-g", "25", "-pix_fmt", codec.equals("mjpeg") ? "yuvj420p" : "yuv420p"));
        Random random = new Random(11);
        for (int i = 0; i < flips; i++) {
            bytes[bytes.length / 5 + random.nextInt(bytes.length / 2)] ^= (byte) (1 << random.nextInt(8));
        }
        Path damaged = Files.write(folder.resolve("damaged"), bytes);
        String pointer = "/project_data/sentences/1/selected_footage/url";
        try {
            // when
            RenderResult result = testVideo().shot(TestMedia.fiveFrames(), 5).shot(damaged, 55).render(folder, 1)
                    .result();
            // then
            assertEquals(1, result.warnings().size(), name + ": " + result.warnings());
            assertEquals(pointer, result.warnings().getFirst().pointer());
            assertTrue(
                    result.warnings().getFirst().message().matches("the footage damaged of sentence 1 is damaged: [1-5] of "
                            + "its frames cannot be decoded, and what follows .*"),
                    result.warnings().toString());
        } catch (MediaUnusable e) {
            assertEquals(pointer, e.problems().getFirst().pointer());
            assertTrue(said(e).contains("of its frames cannot be decoded"), said(e));
        }
    }

    @Test
    void givenTruncatedFootage_whenFetched_thenItIsRejectedAsTruncated() throws IOException {
        // given
        byte[] bytes = Files.readAllBytes(long640());
        Path damaged = Files.write(folder.resolve("half.mp4"), Arrays.copyOf(bytes, bytes.length * 2 / 3));
        // when
        MediaUnusable error = assertThrows(MediaUnusable.class, () -> testVideo().shot(damaged, 10).render(folder, 1));
        // then
        assertTrue(said(error).contains("the footage half.mp4 of sentence 0"), said(error));
        assertTrue(said(error).contains("truncated"), said(error));
    }

    @Test
    void givenSeveralUnusableFiles_whenFetched_thenOneErrorNamesAll() {
        // given
        TestVideo testVideo = testVideo()
                .shot(TestMedia.resource("html_page.mp4"), 10)
                .shot(TestMedia.fiveFrames(), 10)
                .shot(folder.resolve("missing.mp4"), 10)
                .shot(TestMedia.resource("audio_only.mp4"), 10);
        // when
        MediaUnusable error = assertThrows(MediaUnusable.class, () -> testVideo.render(folder, 1));
        // then
        assertEquals(
                List.of(0, 2, 3).stream().map("/project_data/sentences/%d/selected_footage/url"::formatted).toList(),
                error.problems().stream().map(Problem::pointer).toList());
        assertTrue(error.problems().get(1).message().endsWith("does not exist"), said(error));
    }

    static Stream<Path> goodFootage() {
        String scale = "scale=320:180";
        String[] open = {"-g", "50", "-preset", "veryfast", "-x264-params", "open-gop=1:bframes=5"};
        Path openMp4 = TestMedia.small("open.mp4", TestMedia.dashcam(), scale, open);
        return Stream.of(
                openMp4,
                TestMedia.small("open.ts", TestMedia.dashcam(), scale, open),
                TestMedia.small("open.mkv", TestMedia.dashcam(), scale, open),
                TestMedia.small("refresh.ts", TestMedia.dashcam(), scale, "-preset", "veryfast", "-g", "50",
                        "-x264-params", "intra-refresh=1"),
                TestMedia.made("cut.mp4", "-ss", "1.3", "-i", openMp4, "-c", "copy"),
                TestMedia.small("mpeg2.ts", TestMedia.dashcam(), scale, "-c:v", "mpeg2video", "-g", "30", "-bf", "2"),
                TestMedia.small("mpeg2.mpg", TestMedia.dashcam(), scale, "-c:v", "mpeg2video", "-g", "30", "-bf", "2"),
                TestMedia.small("mpeg4.avi", TestMedia.dashcam(), scale, "-c:v", "mpeg4", "-bf", "2"),
                TestMedia.small("h264.avi", TestMedia.dashcam(), scale, "-preset", "veryfast", "-bf", "2"),
                TestMedia.small("h264.flv", TestMedia.dashcam(), scale, "-preset", "veryfast", "-bf", "2"),
                TestMedia.small("hevc.ts", TestMedia.dashcam(), scale, "-c:v", "libx265", "-x265-params",
                        "log-level=error:open-gop=1:keyint=50"),
                TestMedia.small("flash.flv", TestMedia.dashcam(), scale, "-c:v", "flv1"),
                TestMedia.small("motion.mov", TestMedia.dashcam(), scale, "-c:v", "mjpeg"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goodFootage")
    void givenIntactFootage_whenShownFromAnyInPoint_thenItIsAccepted(Path clip) throws IOException {
        // given
        TestVideo testVideo = testVideo();
        for (String inPoint : new String[] {"0", "0.1", "0.93", "1.7", "2.3"}) {
            testVideo.shot(clip, 9, inPoint, Fill.LOOP);
        }
        // when
        Path video = testVideo.render(folder, TestVideo.ONE_CHUNK).video();
        // then
        assertEquals(45, TestFfmpeg.frameDigests(video).size());
    }

    private static TestVideo testVideo() {
        return TestVideo.of(192, 108, "30", Quality.DRAFT);
    }

    private static Path long640() {
        return TestMedia.made("long.mp4", "-i", TestMedia.flower(), "-an", "-vf", "scale=640:360", "-preset",
                "veryfast", "-movflags", "+faststart");
    }

    private static String said(RenderError error) {
        return String.valueOf(error.getMessage());
    }
}
