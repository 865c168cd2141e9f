package aive.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.MediaUnusable;
import aive.ffmpeg.MediaReference;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestHeif;
import aive.ffmpeg.TestMedia;
import aive.ffmpeg.VisualProbe;
import aive.media.VideoInfo;
import aive.project.Fill;
import aive.project.Quality;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What the probe finds in a video or image decides how it is shown: edit lists, fields, delays, sizes, tags, damage.
class VideoFactsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest(name = "from {0} s, {1}")
    @CsvSource({"1.3, -an", "1.3, -c:a"})
    void framesHiddenByAnEditListAreNeitherShownNorCounted(String from, String audio) throws IOException {
        // given: a second, cut without encoding again; FFmpeg stores the frames before it, from the last key frame
        Path whole = TestMedia.made("whole.mp4", "-f", "lavfi", "-i", "testsrc2=s=96x54:r=30:d=3", "-f", "lavfi", "-i",
                "sine=d=3", "-c:v", "libx264", "-bf", "2", "-pix_fmt", "yuv420p", "-c:a", "aac");
        List<Object> cut = new ArrayList<>(List.of("-ss", from, "-i", whole, "-t", "1", "-c:v", "copy", audio));
        if (audio.equals("-c:a")) {
            cut.add("copy");
        }
        Path clip = TestMedia.made("cut.mp4", cut.toArray());
        int shown = TestFfmpeg.frameDigests(clip).size();
        // when: 2.5 iterations from the beginning, and from the middle
        TestVideo video = TestVideo.of(96, 54, "30", Quality.LOSSLESS).shot(clip, 75, "0", Fill.LOOP)
                .shot(clip, 75, "0.5", Fill.LOOP);
        List<String> frames = digests(video.render(folder.resolve("whole"), TestVideo.ONE_CHUNK));
        // then
        assertTrue(shown >= 30 && shown <= 33, shown + " frames");
        assertEquals(shown, new HashSet<>(frames).size());
        assertEquals(frames.subList(0, 75 - shown), frames.subList(shown, 75));
        assertEquals(frames.subList(15, 75), frames.subList(75, 135));
        assertEquals(frames, digests(video.render(folder.resolve("split"), 1, 17)));
    }

    static Stream<Arguments> interlacedClips() {
        return Stream.of(
                interlaced("tagged.mp4", 2, "interleave_top", "libx264", "-flags", "+ilme+ildct", "-x264opts", "tff=1"),
                interlaced("bottom.mp4", 5, "interleave_bottom", "libx264", "-flags", "+ilme+ildct", "-x264opts",
                        "bff=1"),
                interlaced("untagged.avi", 2, "interleave_top,setfield=prog,scale=320:480:flags=neighbor:interl=0",
                        "mjpeg", "-q:v", "2"),
                interlaced("mpeg2.ts", 5, "interleave_top", "mpeg2video", "-flags", "+ilme+ildct", "-q:v", "2"));
    }

    private static Arguments interlaced(String name, int seconds, String fields, String codec, String... options) {
        boolean untagged = name.startsWith("untagged");
        // A bar that moves 12 pixels between fields.
        List<Object> arguments = new ArrayList<>(List.of("-f", "lavfi", "-i",
                ("color=gray:s=320x%d:r=50:d=%d,geq=lum='if(lt(mod(X-N*12,320),60),16,180)':cb=128:cr=128,"
                        + "tinterlace=%s").formatted(untagged ? 480 : 180, seconds, fields),
                "-pix_fmt", untagged ? "yuvj420p" : "yuv420p", "-c:v", codec));
        arguments.addAll(List.of(options));
        return Arguments.of(name, TestMedia.made(name, arguments.toArray()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("interlacedClips")
    void interlacedFootageIsShownWithoutCombs(String name, Path clip) throws IOException {
        // given: it is shown longer than it lasts
        TestVideo video = TestVideo.of(320, 180, "25", Quality.LOSSLESS).shot(clip, 160, "0.2", Fill.LOOP);
        // when
        TestVideo.RenderedVideo whole = video.render(folder.resolve("whole"), TestVideo.ONE_CHUNK);
        // then
        String found = String.join("\n", TestFfmpeg.log("info", "-i", whole.video().toString(), "-map", "0:v", "-vf",
                "idet", "-f", "null", "-"));
        assertTrue(found.contains("Multi frame detection: TFF:     0 BFF:     0"), name + ": " + found);
        assertEquals(digests(whole), digests(video.render(folder.resolve("split"), 1, 37)), name);
    }

    @Test
    void movingStripesOfProgressiveFootageAreNoFields() {
        Path clip = TestMedia.made("progressive.mp4", "-f", "lavfi", "-i", "testsrc2=s=640x480:r=25:d=1", "-c:v",
                "libx264", "-pix_fmt", "yuv420p");
        MediaReference place = new MediaReference("/test", "the test's file");
        VideoInfo video = (VideoInfo) new VisualProbe(TestFfmpeg.FFMPEG)
                .footage(clip, folder.resolve("unused"), place, TestFfmpeg.soon()).info();
        assertEquals(Optional.empty(), video.interlacing());
    }

    @Test
    void delaysOfTenMillisecondsInAGifMeanAHundred() throws IOException {
        Path gif = TestMedia.made("fast.gif", "-f", "lavfi", "-i", "testsrc2=s=160x90:r=100:d=0.3");
        List<String> frames = digests(TestVideo.of(160, 90, "10", Quality.LOSSLESS).shot(gif, 60)
                .render(folder, TestVideo.ONE_CHUNK));
        assertEquals(30, new HashSet<>(frames.subList(0, 30)).size());
        assertEquals(frames.subList(0, 30), frames.subList(30, 60));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"2x2.mp4, 2x2", "2x64.mp4, 2x64", "2x3000.mp4, 2x3000", "3000x2.mp4, 3000x2", "one.jpg, 1x1",
        "two.webp, 2x1", "one.png, 1x1"})
    void footageOfAFewPixelsIsScaled(String name, String size) throws IOException {
        List<Object> arguments = new ArrayList<>(List.of("-f", "lavfi", "-i", "color=gray:s=" + size + ":r=25:d=0.4"));
        if (name.endsWith(".mp4")) {
            arguments.addAll(List.of("-c:v", "libx264", "-pix_fmt", "yuv420p"));
        } else {
            arguments.addAll(List.of("-frames:v", "1"));
        }
        Path file = TestMedia.made(name, arguments.toArray());
        assertEquals(15, digests(TestVideo.of(64, 36, "25", Quality.DRAFT).shot(file, 15)
                .render(folder, TestVideo.ONE_CHUNK)).size());
    }

    /// 24 bytes: version 1.0, the profile, level 1, a base layer, and no layer that enhances it.
    @ParameterizedTest(name = "{0}, profile {1}")
    @CsvSource({"dvcC, 5, true", "dvvC, 8, false"})
    void dolbyVisionOfProfileFiveIsRefusedByName(String box, int profile, boolean refused) throws IOException {
        // given
        byte[] configuration = new byte[24];
        configuration[0] = 1;
        configuration[2] = (byte) (profile << 1);
        configuration[3] = 1 << 3 | 0b101;
        configuration[4] = (byte) (profile == 8 ? 1 << 4 : 0);
        Path hevc = TestMedia.made("ten.mp4", "-f", "lavfi", "-i", "testsrc=s=64x36:d=0.4:r=25", "-c:v", "libx265",
                "-x265-params", "log-level=error", "-tag:v", "hvc1", "-pix_fmt", "yuv420p10le");
        Path file = Files.write(
                folder.resolve("dolby.mp4"), TestHeif.withBoxInTrack(hevc, box, configuration));
        // then
        if (refused) {
            assertTrue(refusal(file).contains("is Dolby Vision of profile 5"), refusal(file));
        } else {
            assertEquals(5, TestVideo.of(64, 36, "25", Quality.DRAFT).shot(file, 5).render(folder, 1).result()
                    .frames());
        }
    }

    @Test
    void anImageInTilesIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("tiles.heic"), TestHeif.grid());
        assertTrue(refusal(file).contains("is a tiled image, of which FFmpeg shows only one tile"), refusal(file));
    }

    /// The corners of the shown image, from the top left one, clockwise. As stored: red, blue, green, green.
    static Stream<Arguments> orientations() {
        return Stream.of(
                Arguments.of("as stored", "RBGG", new byte[][] {}),
                Arguments.of("turned once", "BGGR", new byte[][] {TestHeif.turned(1)}),
                Arguments.of("turned twice", "GGRB", new byte[][] {TestHeif.turned(2)}),
                Arguments.of("turned three times", "GRBG", new byte[][] {TestHeif.turned(3)}),
                Arguments.of("upside down", "GGBR", new byte[][] {TestHeif.mirrored(0)}),
                Arguments.of("mirrored", "BRGG", new byte[][] {TestHeif.mirrored(1)}),
                Arguments.of("turned and then mirrored", "GBRG",
                        new byte[][] {TestHeif.turned(1), TestHeif.mirrored(1)}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("orientations")
    void aHeicImageIsShownUpright(String name, String corners, byte[][] properties) throws IOException {
        Path file = Files.write(folder.resolve("photo.heic"), TestHeif.image(properties));
        Path video = TestVideo.of(64, 64, "25", Quality.LOSSLESS).shot(file, 2).render(folder, 1).video();
        byte[] rgb = rgb(video, 0);
        StringBuilder found = new StringBuilder();
        for (int[] corner : new int[][] {{8, 8}, {55, 8}, {55, 55}, {8, 55}}) {
            int at = 3 * (corner[1] * 64 + corner[0]);
            int red = rgb[at] & 255;
            int green = rgb[at + 1] & 255;
            int blue = rgb[at + 2] & 255;
            found.append(red > 200 && green < 60 && blue < 60 ? 'R' : green > 200 && red < 60 ? 'G'
                    : blue > 200 && red < 60 ? 'B' : '?');
        }
        assertEquals(corners, found.toString());
    }

    private byte[] rgb(Path video, int frame) throws IOException {
        Path raw = folder.resolve("frame.rgb");
        TestFfmpeg.output("-y", "-i", video.toString(), "-map", "0:v:0", "-vf", "select=eq(n\\," + frame
                + "),scale=in_color_matrix=bt709", "-frames:v", "1", "-pix_fmt", "rgb24", "-f", "rawvideo",
                raw.toString());
        return Files.readAllBytes(raw);
    }

    /// An image comes before the video in the file: the primary image of an animation, or a cover without its flag.
    static Stream<Arguments> stillThenMoving() {
        Path moving = TestMedia.made("moving.mp4", "-f", "lavfi", "-i", "testsrc2=s=64x64:r=5:d=1", "-c:v", "libx264",
                "-pix_fmt", "yuv420p");
        Object[] cover = {"-f", "lavfi", "-i", "color=red:s=64x64:d=0.2:r=5", "-i", moving, "-map", "0", "-map", "1",
                "-c:v:1", "copy", "-disposition:v", "default", "-c:v:0"};
        return Stream.of(
                Arguments.of("animated AVIF", TestMedia.made("moving.avif", "-f", "lavfi", "-i",
                        "testsrc2=s=64x64:r=5:d=1", "-c:v", "libaom-av1", "-cpu-used", "8")),
                Arguments.of("MP4 with a JPEG", TestMedia.made("jpeg.mp4", with(cover, "mjpeg"))),
                Arguments.of("Matroska with a PNG", TestMedia.made("png.mkv", with(cover, "png"))),
                Arguments.of("MP4 with a cover", TestMedia.made("cover.mp4",
                        with(cover, "mjpeg", "-disposition:v:0", "attached_pic"))));
    }

    private static Object[] with(Object[] arguments, Object... more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stillThenMoving")
    void aVideoAfterAStillImageIsPlayed(String name, Path file) throws IOException {
        TestVideo video = TestVideo.of(64, 64, "5", Quality.LOSSLESS).shot(file, 8);
        List<String> frames = digests(video.render(folder.resolve("whole"), TestVideo.ONE_CHUNK));
        assertEquals(5, new HashSet<>(frames.subList(0, 5)).size(), name);
        assertEquals(frames.subList(0, 3), frames.subList(5, 8), name);
        assertEquals(frames, digests(video.render(folder.resolve("split"), 1, 3)), name);
    }

    static Stream<Path> images() {
        return Stream.of(
                TestMedia.photograph(),
                TestMedia.webpPhotograph(),
                TestMedia.made("whole.png", "-i", TestMedia.photograph(), "-vf", "scale=200:-2"),
                TestMedia.made("large.png", "-f", "lavfi", "-i", "testsrc=s=4200x4200", "-frames:v", "1"),
                TestMedia.made("whole.bmp", "-i", TestMedia.photograph(), "-vf", "scale=64:-2"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("images")
    void anImageCutInHalfIsUnusable(Path image) throws IOException {
        byte[] bytes = Files.readAllBytes(image);
        Path half = Files.write(folder.resolve("half"), Arrays.copyOf(bytes, bytes.length / 2));
        assertTrue(refusal(half).contains("truncated"), refusal(half));
    }

    static Stream<Arguments> animatedImages() {
        return Stream.of(
                Arguments.of("PNG", TestMedia.made("moving.apng", "-f", "lavfi", "-i", "testsrc2=s=64x36:r=10:d=0.3")),
                Arguments.of("WebP", TestMedia.made("moving.webp", "-f", "lavfi", "-i", "testsrc2=s=64x36:r=10:d=0.3",
                        "-c:v", "libwebp_anim")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("animatedImages")
    void anAnimatedImageThatFfmpegCannotPlayIsRefusedByName(String kind, Path image) {
        assertTrue(refusal(image).contains("is an animated " + kind + " image"), refusal(image));
    }

    @Test
    void aVideoWithoutADecodableFrameIsUnusableWhenFetched() throws IOException {
        // given: zeros in place of all frames
        byte[] bytes = Files.readAllBytes(TestMedia.made("short.mp4", "-f", "lavfi", "-i", "testsrc2=s=64x36:r=25:d=1",
                "-c:v", "libx264", "-pix_fmt", "yuv420p", "-movflags", "+faststart"));
        int start = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("mdat") + 4;
        Arrays.fill(bytes, start, bytes.length, (byte) 0);
        Path zeroed = Files.write(folder.resolve("zeroed.mp4"), bytes);
        assertTrue(refusal(zeroed).contains("cannot be decoded: "), refusal(zeroed));
    }

    @Test
    void tagsOfTheFootageAreInNoPart() throws IOException {
        Path clip = TestMedia.made("tagged.mov", "-f", "lavfi", "-i", "testsrc2=s=64x36:r=25:d=1", "-c:v", "libx264",
                "-pix_fmt", "yuv420p", "-metadata", "title=SECRET", "-metadata", "location=+50.4501+030.5234/",
                "-metadata:s:v", "comment=SECRET", "-timecode", "01:02:03:04");
        Path stream = TestMedia.made("tagged.ts", "-i", clip, "-c", "copy", "-metadata", "service_name=SECRET");
        TestVideo.RenderedVideo video = TestVideo.of(64, 36, "25", Quality.DRAFT).shot(clip, 10).shot(stream, 10)
                .render(folder, 1);
        try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
            for (Path file : files.filter(Files::isRegularFile).filter(VideoFactsTest::isMadeByUs).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertFalse(content.contains("SECRET") || content.contains("+50.4501") || content.contains("tmcd"),
                        file::toString);
            }
        }
        assertEquals(20, video.result().frames());
    }

    private static boolean isMadeByUs(Path file) {
        return Stream.of("chunks", "videos", "soundtracks")
                .anyMatch(name -> file.toString().contains("/" + name + "/"));
    }

    private String refusal(Path file) {
        MediaUnusable error = assertThrows(MediaUnusable.class, () -> TestVideo.of(64, 36, "25", Quality.DRAFT)
                .shot(file, 10).render(folder.resolve("refused"), 1));
        assertEquals("/project_data/sentences/0/selected_footage/url", error.problems().getFirst().pointer());
        return String.valueOf(error.getMessage());
    }

    private static List<String> digests(TestVideo.RenderedVideo video) {
        return TestFfmpeg.frameDigests(video.video()).stream().map(VideoFactsTest::digest).toList();
    }

    private static String digest(String line) {
        return line.substring(line.lastIndexOf(',') + 1);
    }
}
