package aive.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.caption.CaptionDrawing;
import aive.caption.CaptionFonts;
import aive.caption.CaptionLayout;
import aive.caption.CaptionPainter;
import aive.caption.PixelBounds;
import aive.caption.TestLook;
import aive.composition.CaptionCue;
import aive.composition.CaptionLook;
import aive.composition.Fade;
import aive.composition.Layer;
import aive.composition.PixelArea;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.project.Fill;
import aive.project.Quality;
import aive.time.FrameRange;
import aive.time.Rational;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Images and progress bars on decoded frames.
class OverlayTest {

    private static final int WIDTH = 128;
    private static final int HEIGHT = 72;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /// A disc of one colour on transparency, whose transparent pixels have another colour.
    private static Path disc(String name, String red, String green, String blue, String... options) {
        List<Object> arguments = new ArrayList<>(List.of(
                "-f", "lavfi", "-i",
                ("color=white:s=200x200:r=25:d=0.04,format=rgba,geq=r='%s':g='%s':b='%s'"
                        + ":a='255*clip(90-hypot(X-99.5,Y-99.5),0,1)'").formatted(red, green, blue),
                "-frames:v", "1"));
        arguments.addAll(List.of(options));
        return TestMedia.made(name, arguments.toArray());
    }

    private static Path red(String name, String... options) {
        return disc(name, "255", "0", "0", options);
    }

    @Test
    void anImageOverItsOwnColourLeavesNoEdge() throws IOException {
        // given: red with green under its transparent pixels, on red
        Path file = disc("red-over-green.png", "if(lt(hypot(X-99.5,Y-99.5),91),255,0)",
                "if(lt(hypot(X-99.5,Y-99.5),91),0,255)", "0");
        Path background = TestMedia.made("red.png", "-f", "lavfi", "-i", "color=red:s=128x72,format=rgb24", "-frames:v",
                "1");
        TestWindow window = lossless("25").show(background, 2, "0", Fill.LOOP)
                .image(file, new PixelArea(20, 10, 36, 36), "1", new FrameRange(0, 2), Optional.empty());
        // when
        Frames frames = frames(window);
        // then: luma 63, chroma 102 and 240 everywhere
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                assertEquals(63, frames.luma(1, x, y), 2, x + ", " + y);
                assertEquals(102, frames.blue(1, x, y), 2, x + ", " + y);
                assertEquals(240, frames.red(1, x, y), 2, x + ", " + y);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"png", "webp", "gif", "avif", "jpg"})
    void everyFormatOfImagesIsDrawnInItsAreaWithItsColour(String format) throws IOException {
        // given
        Path file = switch (format) {
            case "webp" -> red("red.webp", "-lossless", "1");
            case "gif" -> red("red.gif", "-vf", "split[a][b];[a]palettegen[p];[b][p]paletteuse");
            case "avif" -> TestMedia.resource("half_transparent.avif");
            case "jpg" -> TestMedia.made("red.jpg", "-f", "lavfi", "-i", "color=red:s=64x64", "-frames:v", "1");
            default -> red("red.png");
        };
        PixelArea area = new PixelArea(60, 20, 40, 30);
        // when
        Frames frames = frames(lossless("25").black(1)
                .image(file, area, "1", new FrameRange(0, 1), Optional.empty()));
        // then
        assertEquals(63, frames.luma(0, 85, 35), 2);
        assertEquals(16, frames.luma(0, 59, 35));
        assertEquals(16, frames.luma(0, 100, 35));
        assertEquals(16, frames.luma(0, 85, 19));
        assertEquals(16, frames.luma(0, 85, 50));
        assertEquals(format.equals("jpg") ? 63 : 16, frames.luma(0, 61, 21), 2);
    }

    @Test
    void aPhotographThatItsCameraTurnedKeepsItsShape() throws IOException {
        // given: 64×32 pixels that are shown as 32×64
        byte[] upright = Files.readAllBytes(TestMedia.made(
                "wide.jpg", "-f", "lavfi", "-i", "color=white:s=64x32", "-frames:v", "1"));
        ByteBuffer turned = ByteBuffer.allocate(upright.length + 36)
                .put(upright, 0, 2)
                .putShort((short) 0xFFE1).putShort((short) 34).put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII))
                .putInt(8)
                .putShort((short) 1).putShort((short) 0x112).putShort((short) 3).putInt(1).putShort((short) 6)
                .putShort((short) 0)
                .putInt(0)
                .put(upright, 2, upright.length - 2);
        Path file = Files.write(folder.resolve("turned.jpg"), turned.array());
        // when: in an area of the stored shape
        Frames frames = frames(lossless("25").black(1)
                .image(file, new PixelArea(20, 10, 80, 40), "1", new FrameRange(0, 1), Optional.empty()));
        // then: 20 pixels in its centre
        for (int x = 0; x < WIDTH; x++) {
            int expected = x >= 50 && x < 70 ? 235 : 16;
            assertEquals(expected, frames.luma(0, x, 12), 2, "x " + x);
            assertEquals(expected, frames.luma(0, x, 48), 2, "x " + x);
        }
        assertEquals(16, frames.luma(0, 60, 9));
        assertEquals(16, frames.luma(0, 60, 50));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "10", "25", "60000/1001", "120"})
    void anImageIsDrawnExactlyInItsFramesAndFadesByFrames(String rate) throws IOException {
        // given: white, opacity 1/2, 4 frames of fade-in and of fade-out
        Path white = TestMedia.made("white.png", "-f", "lavfi", "-i", "color=white:s=64x64", "-frames:v", "1");
        FrameRange shown = new FrameRange(3, 15);
        Frames frames = frames(lossless(rate).black(18)
                .image(white, new PixelArea(0, 0, 64, 64), "1/2", shown, Fade.of(4, shown.length())));
        // then: black is 16, white 235
        int[] fifths = {0, 0, 0, 1, 2, 3, 4, 5, 5, 5, 5, 4, 3, 2, 1, 0, 0, 0};
        for (int i = 0; i < fifths.length; i++) {
            assertEquals(16 + 219 * fifths[i] / 10.0, frames.luma(i, 20, 20), 2, "frame " + i);
        }
    }

    @Test
    void aProgressBarGrowsWithEveryFrameUntilItIsFull() throws IOException {
        // given
        TestWindow window = lossless("25").black(50)
                .layer(new Layer.ProgressBar(new PixelArea(0, 70, WIDTH, 2), 0xFFFFFF, Rational.ONE, 0, 50, 50));
        // when
        Frames frames = frames(window);
        // then: frame n shows (n + 1) / 50 of 128 pixels
        for (int n = 0; n < 50; n++) {
            double covered = 0;
            for (int x = 0; x < WIDTH; x++) {
                covered += (frames.luma(n, x, 71) - 16) / 219.0;
            }
            assertEquals((n + 1) * 128 / 50.0, covered, 0.05, "frame " + n);
            assertEquals(16, frames.luma(n, 0, 69));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "10", "25", "60000/1001", "120"})
    void aTitleIsDrawnExactlyInItsFramesAndFadesByFrames(String rate) throws IOException {
        // given: 3 frames of fade-in and of fade-out
        FrameRange shown = new FrameRange(4, 14);
        Frames frames = frames(lossless(rate).black(18).layer(new Layer.Title(
                TestLook.WIDE, new CaptionCue(shown, "HHH"), Fade.of(3, shown.length()))));
        // then: light letters, in quarters of their brightness
        int[] quarters = {0, 0, 0, 0, 1, 2, 3, 4, 4, 4, 4, 3, 2, 1, 0, 0, 0, 0};
        int brightest = frames.brightest(8);
        assertTrue(brightest > 120, "luma " + brightest);
        for (int i = 0; i < quarters.length; i++) {
            assertEquals(16 + (brightest - 16) * quarters[i] / 4.0, frames.brightest(i), 2, "frame " + i);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {
        ":'\\%[];,={\\an8}%{pts}$(x)<b>&amp;", "%{n}", "[in]null[out];movie=/etc/passwd", "${jndi:ldap://x}", "'; ls",
        "first\nsecond"})
    void titlesAndCaptionsAreDrawnAsTheyAreWritten(String text) throws IOException {
        // given: the image of the letters, made without FFmpeg
        CaptionLook look = TestLook.WIDE;
        CaptionDrawing drawing = new CaptionLayout(CaptionFonts.bundled(), 640, 360, look).layOut(text).orElseThrow();
        Path letters = Files.write(folder.resolve("letters.png"),
                CaptionPainter.png(drawing, new PixelBounds(0, 0, 640, 360)));
        CaptionCue cue = new CaptionCue(new FrameRange(0, 1), text);
        // when
        byte[] title = luma(new Layer.Title(look, cue, Optional.empty()));
        byte[] caption = luma(new Layer.Captions(look, List.of(cue)));
        // then
        assertEquals(List.of(text.split("\n")), drawing.lines());
        byte[] expected = luma("-f", "lavfi", "-i", "color=black:s=640x360:r=25:d=0.04", "-i", letters.toString(),
                "-filter_complex", "[1:v]scale=in_range=pc:out_color_matrix=bt709:out_range=tv,format=yuva420p[t];"
                        + "[0:v][t]overlay=format=yuv420[o]", "-map", "[o]");
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i] & 0xFF, title[i] & 0xFF, 3, "pixel " + i);
            assertEquals(expected[i] & 0xFF, caption[i] & 0xFF, 3, "pixel " + i);
        }
    }

    /// The luma of a layer on black.
    private byte[] luma(Layer layer) throws IOException {
        TestWindow window = TestWindow.of(640, 360, "25", Quality.LOSSLESS).black(1).layer(layer);
        return luma("-i", window.rendered(TestFfmpeg.FFMPEG, new FrameRange(0, 1), folder).toString());
    }

    private byte[] luma(String... input) throws IOException {
        Path raw = folder.resolve("luma.raw");
        List<String> arguments = new ArrayList<>(List.of("-y"));
        arguments.addAll(List.of(input));
        arguments.addAll(List.of("-frames:v", "1", "-pix_fmt", "yuv420p", "-f", "rawvideo", raw.toString()));
        TestFfmpeg.output(arguments.toArray(String[]::new));
        return Arrays.copyOf(Files.readAllBytes(raw), 640 * 360);
    }

    @Test
    void overlaysAreTheSameWhereverTheVideoIsCut() throws IOException {
        // given: images with and without fades, one over another, a bar, and captions
        TestWindow whole = lossless("30000/1001")
                .show(TestMedia.film24(), 20, "0.4", Fill.LOOP)
                .show(TestMedia.fiveFrames(), 20, "0", Fill.LOOP)
                .image(red("red.png"), new PixelArea(10, 10, 30, 30), "9/10", new FrameRange(5, 33), Fade.of(8, 28))
                .image(TestMedia.photograph(), new PixelArea(24, 20, 40, 30), "1/3", new FrameRange(0, 40),
                        Optional.empty())
                .image(red("red.png"), new PixelArea(70, 4, 20, 20), "1", new FrameRange(12, 13), Optional.empty())
                .layer(new Layer.ProgressBar(new PixelArea(0, 0, WIDTH, 4), 0xFFD60A, Rational.parse("9/10"), 0, 40,
                        40))
                .layer(new Layer.Title(
                        TestLook.WIDE, new CaptionCue(new FrameRange(2, 37), "Title"), Fade.of(9, 35)))
                .caption(3, 38, "Above all");
        List<String> expected = whole.frames(TestFfmpeg.FFMPEG, new FrameRange(0, 40), folder);
        // when
        for (List<Integer> cuts :
                List.of(List.of(0, 7, 9, 30, 40), List.of(0, 12, 13, 20, 29, 40), List.of(0, 1, 40))) {
            List<String> parts = new ArrayList<>();
            for (int i = 1; i < cuts.size(); i++) {
                parts.addAll(whole.frames(TestFfmpeg.FFMPEG, new FrameRange(cuts.get(i - 1), cuts.get(i)), folder));
            }
            // then
            assertEquals(expected, parts, "cut at " + cuts);
        }
        assertTrue(expected.stream().distinct().count() > 38, "nearly every frame differs");
    }

    private static TestWindow lossless(String rate) {
        return TestWindow.of(WIDTH, HEIGHT, rate, Quality.LOSSLESS);
    }

    private Frames frames(TestWindow window) throws IOException {
        Path raw = folder.resolve("frames.yuv");
        TestFfmpeg.output("-y", "-i",
                window.rendered(TestFfmpeg.FFMPEG, new FrameRange(0, window.window().frames()), folder).toString(),
                "-pix_fmt", "yuv420p", "-f", "rawvideo", raw.toString());
        return new Frames(Files.readAllBytes(raw));
    }

    /// Decoded frames in YUV 4:2:0.
    private static final class Frames {

        private final byte[] bytes;

        Frames(byte[] bytes) {
            this.bytes = bytes;
        }

        int luma(int frame, int x, int y) {
            return at(frame, WIDTH * y + x);
        }

        int blue(int frame, int x, int y) {
            return at(frame, WIDTH * HEIGHT + WIDTH / 2 * (y / 2) + x / 2);
        }

        int red(int frame, int x, int y) {
            return at(frame, WIDTH * HEIGHT * 5 / 4 + WIDTH / 2 * (y / 2) + x / 2);
        }

        /// The highest luma of a frame.
        int brightest(int frame) {
            int most = 0;
            for (int i = 0; i < WIDTH * HEIGHT; i++) {
                most = Math.max(most, at(frame, i));
            }
            return most;
        }

        private int at(int frame, int offset) {
            return bytes[frame * WIDTH * HEIGHT * 3 / 2 + offset] & 0xFF;
        }
    }
}
