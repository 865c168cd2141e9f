package aive.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.project.Fill;
import aive.project.Quality;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Footage shorter than its sentence is looped exactly, frame by frame, in every container.
class LoopTest {

    /// The number of distinct frames of each clip, at 25 frames per second.
    private static final int FRAMES = 75;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    static Stream<Arguments> clips() {
        return Stream.of(
                clip("h264.mp4", "-c:v", "libx264", "-bf", "3", "-g", "20"),
                clip("open.mp4", "-c:v", "libx264", "-x264-params", "open-gop=1:bframes=5:keyint=20"),
                clip("hevc.mp4", "-c:v", "libx265", "-x265-params", "log-level=error:keyint=20"),
                clip("mpeg4.mp4", "-c:v", "mpeg4", "-bf", "2", "-g", "20"),
                clip("mpeg2.mov", "-c:v", "mpeg2video", "-bf", "2", "-g", "20"),
                clip("motion.mov", "-c:v", "mjpeg"),
                clip("fragmented.mp4", "-c:v", "libx264", "-bf", "3", "-g", "20", "-movflags",
                        "frag_keyframe+empty_moov"),
                clip("h264.mkv", "-c:v", "libx264", "-bf", "3", "-g", "20"),
                clip("vp8.webm", "-c:v", "libvpx", "-deadline", "realtime", "-g", "20"),
                clip("vp9.webm", "-c:v", "libvpx-vp9", "-deadline", "realtime", "-g", "20"),
                clip("av1.mp4", "-c:v", "libsvtav1", "-preset", "12"),
                clip("h264.ts", "-c:v", "libx264", "-bf", "3", "-g", "20"),
                clip("refresh.ts", "-c:v", "libx264", "-x264-params", "intra-refresh=1"),
                clip("late.ts", "-c:v", "libx264", "-bf", "3", "-output_ts_offset", "1.4"),
                clip("hevc.ts", "-c:v", "libx265", "-x265-params", "log-level=error:keyint=20"),
                clip("mpeg2.ts", "-c:v", "mpeg2video", "-bf", "2", "-g", "20"),
                withAudio("sound.ts", "-c:v", "libx264", "-bf", "3", "-c:a", "aac"),
                withAudio(
                        "hevc-sound.ts", "-c:v", "libx265", "-x265-params", "log-level=error:keyint=20", "-c:a", "mp2"),
                withAudio("sound.mp4", "-c:v", "libx264", "-bf", "3", "-c:a", "aac"),
                clip("mpeg2.mpg", "-c:v", "mpeg2video", "-bf", "2", "-g", "20"),
                clip("mpeg4.avi", "-c:v", "mpeg4", "-bf", "2", "-g", "20"),
                clip("h264.avi", "-c:v", "libx264", "-bf", "0", "-g", "20"),
                clip("motion.avi", "-c:v", "mjpeg"),
                clip("h264.flv", "-c:v", "libx264", "-bf", "3", "-g", "20"),
                clip("flash.flv", "-c:v", "flv1"),
                clip("wmv2.wmv", "-c:v", "wmv2", "-g", "20"),
                clip("vp8.ogv", "-c:v", "libvpx", "-deadline", "realtime", "-f", "ogg"),
                clip("clip.gif"));
    }

    private static Arguments clip(String name, String... options) {
        List<Object> arguments = new ArrayList<>(
                List.of("-f", "lavfi", "-i", "testsrc2=s=96x54:r=25", "-frames:v", FRAMES, "-pix_fmt", pixels(name)));
        arguments.addAll(List.of(options));
        return Arguments.of(name, TestMedia.made(name, arguments.toArray()));
    }

    /// The audio begins before the video, and ends after it.
    private static Arguments withAudio(String name, String... options) {
        List<Object> arguments = new ArrayList<>(List.of(
                "-f", "lavfi", "-itsoffset", "0.2", "-i", "testsrc2=s=96x54:r=25:d=3", "-f", "lavfi", "-i",
                        "sine=d=3.5", "-pix_fmt", "yuv420p"));
        arguments.addAll(List.of(options));
        return Arguments.of(name, TestMedia.made(name, arguments.toArray()));
    }

    private static String pixels(String name) {
        return name.endsWith(".gif") ? "rgb8" : name.startsWith("motion") ? "yuvj420p" : "yuv420p";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clips")
    void aClipIsLoopedExactlyFromAnyInPoint(String name, Path clip) throws IOException {
        // given: the clip as any player shows it
        List<String> frames =
                pictures(testVideo("25").shot(clip, FRAMES).render(folder.resolve("once"), TestVideo.ONE_CHUNK));
        assertEquals(FRAMES, new HashSet<>(frames).size(), name);
        assertEquals(decoded(clip), frames, name);
        // when: 2.3 iterations, from the beginning, from a later group of pictures, and from the last frame
        int[] inPoints = {0, 33, 74};
        TestVideo testVideo = testVideo("25");
        for (int inPoint : inPoints) {
            testVideo.shot(clip, 172, "%d.%02d".formatted(inPoint / 25, inPoint % 25 * 4), Fill.LOOP);
        }
        List<String> looped = pictures(testVideo.render(folder.resolve("looped"), TestVideo.ONE_CHUNK));
        // then
        List<String> expected = new ArrayList<>();
        for (int inPoint : inPoints) {
            for (int i = 0; i < 172; i++) {
                expected.add(frames.get((inPoint + i) % FRAMES));
            }
        }
        assertSame(expected, looped, name);
    }

    /// One container and codec of each kind.
    static Stream<Arguments> kinds() {
        Set<String> kinds = Set.of(
                "h264.mp4", "open.mp4", "hevc.mp4", "vp8.webm", "h264.mkv", "h264.ts", "late.ts", "hevc.ts", "sound.ts",
                        "hevc-sound.ts", "mpeg2.mpg", "mpeg4.avi",
                "clip.gif");
        return clips().filter(arguments -> kinds.contains(String.valueOf(arguments.get()[0])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void aLoopIsTheSameInOneChunkAndInSeveral(String name, Path clip) throws IOException {
        // given: sentences of 6 and 7.3 s, at a frame rate other than the clip's
        TestVideo testVideo = testVideo("30000/1001").shot(clip, 180, "0", Fill.LOOP).shot(clip, 219, "1.7", Fill.LOOP)
                .shot(clip, 130, "2.1", Fill.FREEZE);
        // when
        List<String> whole = pictures(testVideo.render(folder.resolve("whole"), TestVideo.ONE_CHUNK));
        List<String> split = pictures(testVideo.render(folder.resolve("split"), 1, 37));
        // then
        assertEquals(529, whole.size());
        assertSame(whole, split, name);
        assertTrue(new HashSet<>(whole.subList(0, 180)).size() >= FRAMES, name);
    }

    @Test
    void aClipOfOneVeryShortFrameIsShownThroughout() throws IOException {
        // given: 1/90000 s
        Path clip = TestMedia.made("blink.mp4", "-f", "lavfi", "-i", "testsrc2=s=96x54:r=90000", "-frames:v", "1",
                "-c:v", "libx264", "-pix_fmt", "yuv420p");
        // when
        List<String> frames = pictures(testVideo("30").shot(clip, 41).render(folder, TestVideo.ONE_CHUNK));
        // then
        assertEquals(41, frames.size());
        assertEquals(1, new HashSet<>(frames).size());
    }

    private static TestVideo testVideo(String rate) {
        return TestVideo.of(96, 54, rate, Quality.LOSSLESS);
    }

    private static List<String> pictures(TestVideo.RenderedVideo testVideo) {
        return TestFfmpeg.frameDigests(testVideo.video()).stream().map(LoopTest::frame).toList();
    }

    /// A clip's frames, decoded completely and converted to the output format.
    private static List<String> decoded(Path clip) {
        return TestFfmpeg.output(
                        "-i", clip.toString(), "-map", "0:v:0", "-fps_mode", "passthrough", "-vf",
                        "scale=96:54:flags=bicubic+accurate_rnd+bitexact:out_color_matrix=bt709:out_range=tv,format=yuv420p", "-f",
                                "framemd5", "-")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(LoopTest::frame)
                .toList();
    }

    private static String frame(String digest) {
        return digest.substring(digest.lastIndexOf(',') + 1).strip();
    }

    /// Reports the first difference, since two lists of a thousand digests are unreadable.
    private static void assertSame(List<String> expected, List<String> actual, String name) {
        assertEquals(expected.size(), actual.size(), name);
        for (int i = 0; i < expected.size(); i++) {
            int frame = i;
            assertEquals(expected.get(i), actual.get(i), () -> "%s, frame %d, which is frame %d of the clip".formatted(
                    name, frame, expected.indexOf(actual.get(frame))));
        }
    }
}
