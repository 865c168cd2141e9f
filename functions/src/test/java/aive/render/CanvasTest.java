package aive.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.composition.Fit;
import aive.composition.Motion;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.project.Fill;
import aive.project.Quality;
import aive.time.FrameRange;
import aive.time.Rational;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A marked point of a still image moves on the line of its formula, without jitter.
class CanvasTest {

    private static final int WIDTH = 160;
    private static final int HEIGHT = 90;
    private static final int FRAMES = 60;

    /// The permitted distance from the formula, in pixels.
    private static final double JITTER = 0.25;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1, 3/50, 3/50, 22/25", "3/50, 3/50, 22/25, 0, 0, 1", "0, 1/40, 19/20, 1/20, 1/40, 19/20",
        "1/20, 0, 19/20, 0, 0, 19/20", "0, 0, 1, 3/20, 0, 17/20",
    })
    void aMarkedPointStaysOnItsPath(
            String left, String top, String size, String toLeft, String toTop, String toSize) throws IOException {
        // given: a white dot in a black image of four times the frame's size; and in one that is shown whole
        Motion.View from = view(left, top, size);
        Motion.View to = view(toLeft, toTop, toSize);
        Path dot = TestMedia.made(
                "dot.png", "-f", "lavfi", "-i",
                "color=s=640x360,format=gray,geq=lum='255*exp(-((X-239.5)^2+(Y-139.5)^2)/200)'", "-frames:v", "1");
        TestWindow window = TestWindow.of(WIDTH, HEIGHT, "30", Quality.LOSSLESS)
                .motion(from, to)
                .show(dot, FRAMES, "0", Fill.LOOP);
        // when
        List<double[]> centres = centres(window);
        // then
        for (int n = 0; n < FRAMES; n++) {
            double share = n / (double) FRAMES;
            double shownSize = between(from.size(), to.size(), share);
            double x = (240 / 640.0 - between(from.left(), to.left(), share)) / shownSize * WIDTH;
            double y = (140 / 360.0 - between(from.top(), to.top(), share)) / shownSize * HEIGHT;
            double away = Math.hypot(centres.get(n)[0] - x, centres.get(n)[1] - y);
            assertTrue(away < JITTER, "frame %d: %.3f px from the path".formatted(n, away));
        }
    }

    /// 60×60 in a wide frame: whatever the motion, no part of the image leaves the frame.
    @ParameterizedTest
    @CsvSource({"0, 0, 1, 1/20, 1/20, 9/10", "0, 1/40, 19/20, 1/20, 1/40, 19/20"})
    void anImageThatIsShownWholeStaysWhole(
            String left, String top, String size, String toLeft, String toTop, String toSize) throws IOException {
        Path white = TestMedia.made("white.png", "-f", "lavfi", "-i", "color=white:s=60x60", "-frames:v", "1");
        TestWindow window = TestWindow.of(WIDTH, HEIGHT, "30", Quality.LOSSLESS)
                .fit(new Fit.Contain(0))
                .motion(view(left, top, size), view(toLeft, toTop, toSize))
                .show(white, FRAMES, "0", Fill.LOOP);
        for (byte[] frame : frames(window)) {
            int widest = 0;
            int highest = 0;
            for (int x = 0; x < WIDTH; x++) {
                widest += level(frame, x, HEIGHT / 2) > 117 ? 1 : 0;
            }
            for (int y = 0; y < HEIGHT; y++) {
                highest += level(frame, WIDTH / 2, y) > 117 ? 1 : 0;
            }
            assertEquals(widest, highest, 2, "square");
            assertTrue(highest >= 74 && highest <= HEIGHT, highest + " of " + HEIGHT + " rows");
        }
    }

    private static Motion.View view(String left, String top, String size) {
        return new Motion.View(Rational.parse(left), Rational.parse(top), Rational.parse(size));
    }

    private static double between(Rational from, Rational to, double share) {
        double first = from.numerator().doubleValue() / from.denominator().doubleValue();
        double last = to.numerator().doubleValue() / to.denominator().doubleValue();
        return first + (last - first) * share;
    }

    private List<double[]> centres(TestWindow window) throws IOException {
        return frames(window).stream().map(CanvasTest::centre).toList();
    }

    /// The brightness of all pixels, frame by frame.
    private List<byte[]> frames(TestWindow window) throws IOException {
        Path video = window.rendered(TestFfmpeg.FFMPEG, new FrameRange(0, FRAMES), folder);
        Path raw = folder.resolve("frames.gray");
        TestFfmpeg.output(
                "-y", "-i", video.toString(), "-vf", "extractplanes=y", "-f", "rawvideo", raw.toString());
        byte[] all = Files.readAllBytes(raw);
        assertEquals(FRAMES * WIDTH * HEIGHT, all.length);
        return java.util.stream.IntStream.range(0, FRAMES)
                .mapToObj(n -> java.util.Arrays.copyOfRange(all, n * WIDTH * HEIGHT, (n + 1) * WIDTH * HEIGHT))
                .toList();
    }

    /// The centre of brightness, in pixels from the upper left corner of the frame.
    private static double[] centre(byte[] frame) {
        double sum = 0;
        double x = 0;
        double y = 0;
        for (int i = 0; i < frame.length; i++) {
            int light = Math.max(0, (frame[i] & 0xFF) - 20);
            sum += light;
            x += light * (i % WIDTH + 0.5);
            int row = i / WIDTH;
            y += light * (row + 0.5);
        }
        return new double[] {x / sum, y / sum};
    }

    private static int level(byte[] frame, int x, int y) {
        return frame[y * WIDTH + x] & 0xFF;
    }
}
