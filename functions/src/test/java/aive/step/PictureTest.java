package aive.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.project.Fill;
import aive.project.Quality;
import java.io.IOException;
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

/// The right frame at the right time, in the right colour.
class PictureTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest(name = "chunks of {0} frames")
    @CsvSource({"1000000", "30"})
    void givenCaptions_whenRendered_thenTheyAreSeenInTheirFramesAndInNoOther(long chunkFrames) throws IOException {
        // given
        TestFilm film = TestFilm.of(320, 180, "30", Quality.LOSSLESS)
                .shot(TestMedia.dashcam(), 35, "1", Fill.LOOP)
                .shot(TestMedia.flower(), 45)
                .shot(TestMedia.photograph(), 40)
                .caption(20, 40, "Nineteen is too early")
                .caption(40, 41, "One frame")
                .caption(60, 90, "Ninety is too late")
                .caption(118, 120, "The end");
        // when
        List<String> with = TestFfmpeg.frameDigests(film.render(folder.resolve("with"), chunkFrames).video());
        List<String> without = TestFfmpeg.frameDigests(film.withoutCaptions().render(folder.resolve("without"), chunkFrames).video());
        // then
        List<Integer> seen = IntStream.range(0, 120).filter(n -> !with.get(n).equals(without.get(n))).boxed().toList();
        assertEquals(IntStream.range(0, 120).filter(n -> (n >= 20 && n <= 40) || (n >= 60 && n < 90) || n >= 118).boxed().toList(), seen);
    }

    @Test
    void givenFootageShorterThanItsSentence_whenItLoops_thenItGoesOnFromTheClipsBeginning() throws IOException {
        // given
        Path clip = fiveFramesAt30();
        List<String> own = sizedFrames(clip);
        // when
        List<String> looped = frames(TestFilm.of(320, 180, "30", Quality.LOSSLESS).shot(clip, 23, "0", Fill.LOOP));
        List<String> inside = frames(TestFilm.of(320, 180, "30", Quality.LOSSLESS).shot(clip, 23, "0.1", Fill.LOOP));
        // then
        assertEquals(5, new HashSet<>(own).size());
        assertEquals(IntStream.range(0, 23).mapToObj(n -> own.get(n % 5)).toList(), looped);
        assertEquals(IntStream.range(3, 26).mapToObj(n -> own.get(n % 5)).toList(), inside);
    }

    @Test
    void givenFootageShorterThanItsSentence_whenItFreezes_thenTheLastFrameStays() throws IOException {
        // given
        Path clip = fiveFramesAt30();
        List<String> own = sizedFrames(clip);
        // when
        List<String> frozen = frames(TestFilm.of(320, 180, "30", Quality.LOSSLESS).shot(clip, 12, "0", Fill.FREEZE));
        List<String> inside = frames(TestFilm.of(320, 180, "30", Quality.LOSSLESS).shot(clip, 12, "0.1", Fill.FREEZE));
        // then
        assertEquals(IntStream.range(0, 12).mapToObj(n -> own.get(Math.min(n, 4))).toList(), frozen);
        assertEquals(IntStream.range(3, 15).mapToObj(n -> own.get(Math.min(n, 4))).toList(), inside);
    }

    @ParameterizedTest(name = "{0}, {1} frames")
    @CsvSource({"FREEZE, 9", "LOOP, 9", "FREEZE, 1", "LOOP, 1"})
    void givenAnInPointInsideTheVeryLastFrame_whenRendered_thenThatFrameIsShown(Fill fill, int length) throws IOException {
        // given: a tenth of a second into frames that last an eighth
        Path clip = TestMedia.made("slow.mp4", "-t", "2", "-i", TestMedia.dashcam(), "-an", "-vf", "fps=8,scale=320:180:out_color_matrix=bt709,setsar=1",
                "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-preset", "ultrafast");
        // when
        List<String> frames = frames(TestFilm.of(320, 180, "30", Quality.LOSSLESS).shot(clip, length, "1.98", fill));
        // then
        assertEquals(length, frames.size());
        assertEquals(sizedFrames(clip).getLast(), frames.getFirst());
    }

    @ParameterizedTest(name = "{0} frames a second")
    @CsvSource({"1", "2", "10"})
    void givenSourcesThatLastLessThanAFrame_whenRendered_thenTheyAreSeen(String framesPerSecond) throws IOException {
        // when: FFmpeg takes a still for a twenty-fifth of a second
        TestFilm film = TestFilm.of(320, 180, framesPerSecond, Quality.LOSSLESS)
                .shot(TestMedia.photograph(), 3)
                .shot(fiveFramesAt30(), 2, "0", Fill.FREEZE)
                .shot(fiveFramesAt30(), 2, "0", Fill.LOOP);
        // then
        assertEquals(7, frames(film).size());
    }

    @Test
    void givenFootageThatDeclaresNoDuration_whenRendered_thenItIsAsLongAsItIs() throws IOException {
        // given: Matroska written to a pipe cannot go back and write how long it became
        Path clip = folder.resolve("clip");
        TestFfmpeg.output("-t", "0.5", "-i", TestMedia.flower().toString(), "-an", "-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8",
                "-vf", "fps=30,scale=320:180", "-live", "1", "-f", "webm", clip.toString());
        // when
        List<String> frames = frames(TestFilm.of(320, 180, "30", Quality.LOSSLESS).shot(clip, 40, "0", Fill.LOOP));
        // then
        assertEquals(40, frames.size());
        assertEquals(frames.subList(0, 15), frames.subList(15, 30));
    }

    @Test
    void givenFootageThatChangesItsSize_whenRendered_thenEveryFrameHasOurs() throws IOException {
        // given
        Path large = TestMedia.small("large.ts", TestMedia.flower(), "scale=480:270", "-t", "1");
        Path small = TestMedia.small("small.ts", TestMedia.flower(), "scale=240:180", "-t", "1");
        Path both = folder.resolve("both");
        Files.write(both, Files.readAllBytes(large));
        Files.write(both, Files.readAllBytes(small), StandardOpenOption.APPEND);
        // when
        TestFilm film = TestFilm.of(320, 180, "30", Quality.LOSSLESS).shot(both, 50).shot(TestMedia.fiveFrames(), 10);
        List<String> frames = frames(film);
        // then
        assertEquals(60, frames.size());
        assertNotEquals(frames.getFirst(), frames.get(45));
    }

    @ParameterizedTest(name = "{0}x{1}, matrix {2}, tagged {3}")
    @CsvSource({"1280, 720, bt709, true", "1280, 720, bt709, false", "640, 480, smpte170m, true", "640, 480, smpte170m, false", "640, 480, bt709, true"})
    void coloursComeOutAsTheyWere(int width, int height, String matrix, boolean tagged) throws IOException {
        // given
        String of = matrix.equals("bt709") ? "bt709" : "bt601";
        String tag = tagged ? matrix : "unknown";
        Path clip = TestMedia.made(
                "colour.mp4", "-f", "lavfi", "-i", "color=c=0xFF0000:s=%dx%d:r=30:d=0.2,format=rgb24".formatted(width, height),
                "-vf", "scale=out_color_matrix=%s:out_range=tv,format=yuv420p,setparams=colorspace=%s:color_primaries=%s:color_trc=%s"
                        .formatted(of, tag, tag, tag),
                "-c:v", "libx264", "-qp", "0", "-preset", "ultrafast");
        // when
        Path video = TestFilm.of(64, 36, "30", Quality.LOSSLESS).shot(clip, 3).render(folder, 1).video();
        // then: the red of BT.709
        byte[] frame = firstFrame(video);
        assertEquals(63, frame[0] & 255, 2);
        assertEquals(102, frame[64 * 36] & 255, 2);
        assertEquals(240, frame[64 * 36 * 5 / 4] & 255, 2);
    }

    private byte[] firstFrame(Path video) throws IOException {
        Path raw = folder.resolve("frame.yuv");
        TestFfmpeg.output("-i", video.toString(), "-map", "0:v:0", "-frames:v", "1", "-pix_fmt", "yuv420p", "-f", "rawvideo", raw.toString());
        return Files.readAllBytes(raw);
    }

    private List<String> frames(TestFilm film) throws IOException {
        Path render = Files.createTempDirectory(folder, "film");
        return withoutTimes(TestFfmpeg.frameDigests(film.render(render, TestFilm.ONE_CHUNK).video()));
    }

    /// The frames of a clip that has our size, rate, and colours already.
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
                "five.mp4", "-i", TestMedia.flower(), "-an", "-vf", "fps=30,scale=320:180:out_color_matrix=bt709,setsar=1", "-frames:v", "5",
                "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-c:v", "libx264", "-preset", "ultrafast");
    }
}
