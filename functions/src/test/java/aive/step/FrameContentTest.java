package aive.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.project.Fill;
import aive.project.Quality;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests the content of rendered frames: the right frame, at the right time, in the right colour.
class FrameContentTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest(name = "chunks of {0} frames")
    @CsvSource({"1000000", "30"})
    void givenCaptions_whenRendered_thenExactlyTheirFramesShowThem(long chunkFrames) throws IOException {
        // given
        TestVideo testVideo = TestVideo.of(320, 180, "30", Quality.LOSSLESS)
                .shot(TestMedia.dashcam(), 35, "1", Fill.LOOP)
                .shot(TestMedia.flower(), 45)
                .shot(TestMedia.photograph(), 40)
                .caption(20, 40, "Nineteen is too early")
                .caption(40, 41, "One frame")
                .caption(60, 90, "Ninety is too late")
                .caption(118, 120, "The end");
        // when
        List<String> with = TestFfmpeg.frameDigests(testVideo.render(folder.resolve("with"), chunkFrames).video());
        List<String> without = TestFfmpeg.frameDigests(
                testVideo.withoutCaptions().render(folder.resolve("without"), chunkFrames).video());
        // then
        List<Integer> seen = IntStream.range(0, 120).filter(n -> !with.get(n).equals(without.get(n))).boxed().toList();
        assertEquals(IntStream.range(0, 120).filter(n -> (n >= 20 && n <= 40) || (n >= 60 && n < 90) || n >= 118)
                .boxed().toList(), seen);
    }

    @Test
    void givenFootageShorterThanItsSentence_whenLooped_thenItContinuesFromTheClipsBeginning() throws IOException {
        // given
        Path clip = fiveFramesAt30();
        List<String> own = sizedFrames(clip);
        // when
        List<String> looped = frames(TestVideo.of(320, 180, "30", Quality.LOSSLESS).shot(clip, 23, "0", Fill.LOOP));
        List<String> inside = frames(TestVideo.of(320, 180, "30", Quality.LOSSLESS).shot(clip, 23, "0.1", Fill.LOOP));
        // then
        assertEquals(5, new HashSet<>(own).size());
        assertEquals(IntStream.range(0, 23).mapToObj(n -> own.get(n % 5)).toList(), looped);
        assertEquals(IntStream.range(3, 26).mapToObj(n -> own.get(n % 5)).toList(), inside);
    }

    @Test
    void givenFootageShorterThanItsSentence_whenFrozen_thenTheLastFrameStays() throws IOException {
        // given
        Path clip = fiveFramesAt30();
        List<String> own = sizedFrames(clip);
        // when
        List<String> frozen = frames(TestVideo.of(320, 180, "30", Quality.LOSSLESS).shot(clip, 12, "0", Fill.FREEZE));
        List<String> inside = frames(TestVideo.of(320, 180, "30", Quality.LOSSLESS).shot(clip, 12, "0.1", Fill.FREEZE));
        // then
        assertEquals(IntStream.range(0, 12).mapToObj(n -> own.get(Math.min(n, 4))).toList(), frozen);
        assertEquals(IntStream.range(3, 15).mapToObj(n -> own.get(Math.min(n, 4))).toList(), inside);
    }

    @ParameterizedTest(name = "{0}, {1} frames")
    @CsvSource({"FREEZE, 9", "LOOP, 9", "FREEZE, 1", "LOOP, 1"})
    void givenAnInPointInsideTheLastFrame_whenRendered_thenThatFrameIsShown(Fill fill, int length) throws IOException {
        // given: an in-point 0.1 s into a frame that lasts 0.125 s
        Path clip = TestMedia.made("slow.mp4", "-t", "2", "-i", TestMedia.dashcam(), "-an", "-vf",
                "fps=8,scale=320:180:out_color_matrix=bt709,setsar=1",
                "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-preset", "ultrafast");
        // when
        List<String> frames = frames(TestVideo.of(320, 180, "30", Quality.LOSSLESS).shot(clip, length, "1.98", fill));
        // then
        assertEquals(length, frames.size());
        assertEquals(sizedFrames(clip).getLast(), frames.getFirst());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("aive.step.DamagedFootageTest#goodFootage")
    void givenAnInPoint_whenRendered_thenTheFramesEqualThoseOfPlayingFromTheStart(Path clip) throws IOException {
        // given: times at which both a frame of the clip and a frame of the output begin
        TestVideo testVideo = TestVideo.of(192, 108, "30", Quality.LOSSLESS).shot(clip, 80)
                .shot(clip, 20, "1", Fill.FREEZE).shot(clip, 9, "2.2", Fill.FREEZE);
        // when
        List<String> frames = frames(testVideo);
        // then
        assertEquals(frames.subList(30, 50), frames.subList(80, 100));
        assertEquals(frames.subList(66, 75), frames.subList(100, 109));
    }

    @Test
    void givenFramesOfUnequalDuration_whenTheInPointIsInsideALongOne_thenItIsShown() throws IOException {
        // given: the eleventh and the last frame are shown for two seconds each
        Path clip = TestMedia.made(
                "unequal.mp4", "-i", TestMedia.flower(), "-an", "-vf",
                        "scale=192:108,fps=10,setpts='round(if(lt(N,11),N,N+19)/10/TB)'", "-frames:v", "13",
                "-fps_mode", "passthrough", "-enc_time_base", "1:1000", "-preset", "ultrafast", "-bsf:v",
                        "setts=duration='if(eq(N,12),2/TB,DURATION)'");
        String[] inPoints = {"0.3", "1", "1.5", "2.9", "3", "3.5", "5"};
        TestVideo testVideo = TestVideo.of(192, 108, "30", Quality.LOSSLESS).shot(clip, 180, "0", Fill.FREEZE);
        for (String inPoint : inPoints) {
            testVideo.shot(clip, 30, inPoint, Fill.FREEZE);
        }
        // when
        List<String> frames = frames(testVideo);
        // then
        for (int i = 0; i < inPoints.length; i++) {
            int first = new BigDecimal(inPoints[i]).multiply(BigDecimal.valueOf(30)).intValueExact();
            assertEquals(frames.subList(first, first + 30), frames.subList(180 + i * 30, 210 + i * 30), inPoints[i]);
        }
        assertEquals(13, new HashSet<>(frames).size());
    }

    @ParameterizedTest(name = "orientation {0}")
    @CsvSource({"1, 8, 18, 56, 18", "3, 56, 18, 8, 18", "6, 32, 4, 32, 32", "8, 32, 32, 32, 4"})
    void givenARotatedPhotograph_whenRendered_thenItIsUpright(int orientation, int redX, int redY, int blueX, int blueY)
            throws IOException {
        // given: red on the left and blue on the right in the stored image
        byte[] jpeg = Files.readAllBytes(TestMedia.made(
                "halves.jpg", "-f", "lavfi", "-i", "color=red:s=64x64,drawbox=x=32:color=blue:t=fill", "-frames:v", "1",
                        "-q:v", "2"));
        ByteBuffer turned = ByteBuffer.allocate(jpeg.length + 36).put(jpeg, 0, 2)
                .putShort((short) 0xFFE1).putShort((short) 34).put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII))
                        .putInt(8)
                .putShort((short) 1).putShort((short) 0x112).putShort((short) 3).putInt(1).putShort((short) orientation)
                        .putShort((short) 0).putInt(0)
                .put(jpeg, 2, jpeg.length - 2);
        Path photograph = Files.write(folder.resolve("photograph.jpg"), turned.array());
        // when
        byte[] frame =
                firstFrame(TestVideo.of(64, 36, "30", Quality.LOSSLESS).shot(photograph, 2).render(folder, 1).video());
        // then: the luma of red and of blue in BT.709
        assertEquals(63, frame[redY * 64 + redX] & 255, 4);
        assertEquals(32, frame[blueY * 64 + blueX] & 255, 4);
    }

    @Test
    void givenFootageIn8K_whenRendered_thenItIsShown() throws IOException {
        // given
        Path clip = TestMedia.made(
                "8k.mp4", "-f", "lavfi", "-i", "color=gray:s=7680x4320:r=30:d=0.1", "-c:v", "libx264", "-preset",
                        "ultrafast", "-pix_fmt", "yuv420p");
        // then
        assertEquals(4, frames(TestVideo.of(64, 36, "30", Quality.LOSSLESS).shot(clip, 4)).size());
    }

    @ParameterizedTest(name = "{0} frames a second")
    @CsvSource({"1", "2", "10"})
    void givenSourcesShorterThanAFrame_whenRendered_thenTheyAreShown(String framesPerSecond) throws IOException {
        // when: FFmpeg takes a still image for 1/25 s
        TestVideo testVideo = TestVideo.of(320, 180, framesPerSecond, Quality.LOSSLESS)
                .shot(TestMedia.photograph(), 3)
                .shot(fiveFramesAt30(), 2, "0", Fill.FREEZE)
                .shot(fiveFramesAt30(), 2, "0", Fill.LOOP);
        // then
        assertEquals(7, frames(testVideo).size());
    }

    @Test
    void givenFootageWithoutADeclaredDuration_whenRendered_thenAllOfItIsShown() throws IOException {
        // given: a Matroska file written to a pipe, without a duration
        Path clip = folder.resolve("clip");
        TestFfmpeg.output("-t", "0.5", "-i", TestMedia.flower().toString(), "-an", "-c:v", "libvpx", "-deadline",
                "realtime", "-cpu-used", "8",
                "-vf", "fps=30,scale=320:180", "-live", "1", "-f", "webm", clip.toString());
        // when
        List<String> frames = frames(TestVideo.of(320, 180, "30", Quality.LOSSLESS).shot(clip, 40, "0", Fill.LOOP));
        // then
        assertEquals(40, frames.size());
        assertEquals(frames.subList(0, 15), frames.subList(15, 30));
    }

    @Test
    void givenFootageThatChangesItsSize_whenRendered_thenEveryFrameHasTheOutputSize() throws IOException {
        // given
        Path large = TestMedia.small("large.ts", TestMedia.flower(), "scale=480:270", "-t", "1");
        Path small = TestMedia.small("small.ts", TestMedia.flower(), "scale=240:180", "-t", "1");
        Path both = folder.resolve("both");
        Files.write(both, Files.readAllBytes(large));
        Files.write(both, Files.readAllBytes(small), StandardOpenOption.APPEND);
        // when
        TestVideo testVideo = TestVideo.of(320, 180, "30", Quality.LOSSLESS).shot(both, 50)
                .shot(TestMedia.fiveFrames(), 10);
        List<String> frames = frames(testVideo);
        // then
        assertEquals(60, frames.size());
        assertNotEquals(frames.getFirst(), frames.get(45));
    }

    @ParameterizedTest(name = "{0}x{1}, matrix {2}, tagged {3}")
    @CsvSource({"1280, 720, bt709, true", "1280, 720, bt709, false", "640, 480, smpte170m, true",
            "640, 480, smpte170m, false", "640, 480, bt709, true"})
    void coloursArePreserved(int width, int height, String matrix, boolean tagged) throws IOException {
        // given
        String of = matrix.equals("bt709") ? "bt709" : "bt601";
        String tag = tagged ? matrix : "unknown";
        Path clip = TestMedia.made(
                "colour.mp4", "-f", "lavfi", "-i",
                        "color=c=0xFF0000:s=%dx%d:r=30:d=0.2,format=rgb24".formatted(width, height),
                "-vf", ("scale=out_color_matrix=%s:out_range=tv,format=yuv420p,"
                        + "setparams=colorspace=%s:color_primaries=%s:color_trc=%s")
                        .formatted(of, tag, tag, tag),
                "-c:v", "libx264", "-qp", "0", "-preset", "ultrafast");
        // when
        Path video = TestVideo.of(64, 36, "30", Quality.LOSSLESS).shot(clip, 3).render(folder, 1).video();
        // then: the red of BT.709
        byte[] frame = firstFrame(video);
        assertEquals(63, frame[0] & 255, 2);
        assertEquals(102, frame[64 * 36] & 255, 2);
        assertEquals(240, frame[64 * 36 * 5 / 4] & 255, 2);
    }

    /// Grey 64 of 255, and a pure red: each is the same colour in every range and matrix.
    @ParameterizedTest(name = "{0}, full range: {1}")
    @CsvSource({"bt709, true", "bt709, false", "smpte170m, true", "smpte170m, false", "bt470bg, true"})
    void everyRangeAndMatrixGivesTheSameColours(String matrix, boolean full) throws IOException {
        String of = matrix.equals("bt709") ? "bt709" : "bt601";
        for (String[] colour : new String[][] {{"0x404040", "71", "128", "128"}, {"0xFF0000", "63", "102", "240"},
            {"0x20A060", "126", "113", "74"}}) {
            Path clip = TestMedia.made(
                    "range.mp4", "-f", "lavfi", "-i",
                            "color=c=%s:s=64x36:r=30:d=0.2,format=rgb24".formatted(colour[0]),
                    "-vf", "scale=out_color_matrix=%s:out_range=%s,format=%s,setparams=colorspace=%s"
                            .formatted(of, full ? "pc" : "tv", full ? "yuvj420p" : "yuv420p", matrix),
                    "-c:v", "libx264", "-qp", "0", "-preset", "ultrafast", "-color_range", full ? "pc" : "tv");
            Path video = TestVideo.of(64, 36, "30", Quality.LOSSLESS).shot(clip, 3)
                    .render(folder.resolve(colour[0]), 1).video();
            byte[] frame = firstFrame(video);
            assertEquals(Integer.parseInt(colour[1]), frame[0] & 255, 3, colour[0]);
            assertEquals(Integer.parseInt(colour[2]), frame[64 * 36] & 255, 3, colour[0]);
            assertEquals(Integer.parseInt(colour[3]), frame[64 * 36 * 5 / 4] & 255, 3, colour[0]);
        }
    }

    private byte[] firstFrame(Path video) throws IOException {
        Path raw = folder.resolve("frame.yuv");
        TestFfmpeg.output("-y", "-i", video.toString(), "-map", "0:v:0", "-frames:v", "1", "-pix_fmt", "yuv420p", "-f",
                "rawvideo", raw.toString());
        return Files.readAllBytes(raw);
    }

    private List<String> frames(TestVideo testVideo) throws IOException {
        Path render = Files.createTempDirectory(folder, "film");
        return withoutTimes(TestFfmpeg.frameDigests(testVideo.render(render, TestVideo.ONE_CHUNK).video()));
    }

    /// The frames of a clip that already has the size, rate, and colours of the output.
    private static List<String> sizedFrames(Path clip) {
        return withoutTimes(TestFfmpeg.frameDigests(clip));
    }

    private static List<String> withoutTimes(List<String> digests) {
        List<String> frames = new ArrayList<>();
        digests.forEach(line -> frames.add(line.substring(line.lastIndexOf(',') + 1)));
        return frames;
    }

    private static Path fiveFramesAt30() {
        return TestMedia.made(
                "five.mp4", "-i", TestMedia.flower(), "-an", "-vf",
                        "fps=30,scale=320:180:out_color_matrix=bt709,setsar=1", "-frames:v", "5",
                "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-c:v", "libx264",
                        "-preset", "ultrafast");
    }
}
