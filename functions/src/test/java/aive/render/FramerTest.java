package aive.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.composition.Fit;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.project.Fill;
import aive.project.Focus;
import aive.project.Quality;
import aive.time.FrameRange;
import aive.time.Rational;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Places of pixels of known colours, for each way to fill the frame.
class FramerTest {

    /// Colours of columns and rows, in eight steps of brightness, without colour: 16, 48, …, 240.
    private static final String COLUMNS = "geq=lum='16+32*floor(8*X/W)':cb=128:cr=128";
    private static final String ROWS = "geq=lum='16+32*floor(8*Y/H)':cb=128:cr=128";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /// 320×40 in a frame of 80×40: the crop shows two of eight columns.
    @ParameterizedTest
    @CsvSource({"0, 0, 1", "1/2, 3, 4", "1, 6, 7", "1/8, 0, 1", "1/4, 1, 2", "5/8, 4, 5", "9/10, 6, 7"})
    void theFocusIsInTheCentreAsFarAsTheEdgesPermit(String x, int left, int right) throws IOException {
        BufferedImage frame = first(TestWindow.of(80, 40, "25", Quality.LOSSLESS)
                .fit(new Fit.Cover(new Focus(Rational.parse(x), Rational.ZERO)))
                .show(image("columns.png", "320x40", COLUMNS), 1, "0", Fill.LOOP));
        assertEquals(List.of(left, right), List.of(step(frame, 20, 20), step(frame, 60, 20)));
    }

    /// A portrait of 40×320 in a square frame.
    @ParameterizedTest
    @CsvSource({"0, 0", "1/2, 4", "1, 7", "5/16, 2"})
    void theFocusOfAPortraitIsAHeight(String y, int step) throws IOException {
        BufferedImage frame = first(TestWindow.of(40, 40, "25", Quality.LOSSLESS)
                .fit(new Fit.Cover(new Focus(Rational.ZERO, Rational.parse(y))))
                .show(image("rows.png", "40x320", ROWS), 1, "0", Fill.LOOP));
        assertEquals(step, step(frame, 20, 21));
    }

    /// The clip is stored lying, 320×40, and shown upright, 40×320, with the left column at the bottom.
    @ParameterizedTest
    @CsvSource({"0, 7", "1, 0"})
    void theFocusOfATurnedClipIsThatOfTheShownClip(String y, int step) throws IOException {
        Path lying = image("lying.mp4", "320x40", COLUMNS + ",format=yuv420p");
        Path turned = TestMedia.made("turned-columns.mp4", "-display_rotation", "90", "-i", lying, "-c", "copy");
        BufferedImage frame = first(TestWindow.of(40, 40, "25", Quality.LOSSLESS)
                .fit(new Fit.Cover(new Focus(Rational.ZERO, Rational.parse(y))))
                .show(turned, 1, "0", Fill.LOOP));
        assertEquals(step, step(frame, 20, 21));
    }

    @Test
    void theWholeItemIsShownBetweenBarsOfTheColour() throws IOException {
        // given: 80×40 in a square of 80×80
        BufferedImage frame = first(TestWindow.of(80, 80, "25", Quality.LOSSLESS)
                .fit(new Fit.Contain(0x204080))
                .show(image("columns.png", "80x40", COLUMNS), 1, "0", Fill.LOOP));
        // then
        for (int x = 5; x < 80; x += 10) {
            assertEquals(x / 10, step(frame, x, 40));
            assertColour(0x204080, frame, x, 5);
            assertColour(0x204080, frame, x, 74);
            assertEquals(x / 10, step(frame, x, 22), "the item begins at row 20");
            assertEquals(x / 10, step(frame, x, 57), "and ends at row 60");
        }
    }

    @Test
    void pixelsThatAreNotSquareAndTurnedClipsAreShownInTheirShape() throws IOException {
        // given: 40×40 stored pixels, twice as wide as high
        Path wide = image("wide.mp4", "40x40", COLUMNS + ",format=yuv420p,setsar=2");
        BufferedImage frame = first(TestWindow.of(80, 80, "25", Quality.LOSSLESS)
                .fit(new Fit.Contain(0x204080))
                .show(wide, 1, "0", Fill.LOOP));
        assertColour(0x204080, frame, 40, 15);
        assertEquals(0, step(frame, 5, 40));
        assertEquals(7, step(frame, 75, 40));
        // given: the same, turned by 90 degrees
        Path turned = TestMedia.made("turned-wide.mp4", "-display_rotation", "90", "-i", wide, "-c", "copy");
        frame = first(TestWindow.of(80, 80, "25", Quality.LOSSLESS)
                .fit(new Fit.Contain(0x204080))
                .show(turned, 1, "0", Fill.LOOP));
        assertColour(0x204080, frame, 15, 40);
        assertEquals(7, step(frame, 40, 5));
        assertEquals(0, step(frame, 40, 75));
    }

    @Test
    void theBlurredCopyIsDarkerAndWithoutEdges() throws IOException {
        // given: 160×80, left half dark and right half bright, in a square
        Path halves = image("halves.png", "160x80", "geq=lum='if(lt(X,W/2),16,216)':cb=128:cr=128");
        BufferedImage frame = first(TestWindow.of(320, 320, "25", Quality.LOSSLESS)
                .fit(new Fit.Blur())
                .show(halves, 1, "0", Fill.LOOP));
        // then: the item in the middle is sharp
        assertTrue(level(frame, 150, 160) < 5 && level(frame, 170, 160) > 220);
        // and the copy above and below it becomes brighter without a step, up to 60 %
        int last = 0;
        for (int x = 0; x < 320; x += 4) {
            int level = level(frame, x, 40);
            assertTrue(level >= last - 2 && level <= last + 40, "%d after %d at %d".formatted(level, last, x));
            last = level;
        }
        assertEquals(0.6 * 233, last, 4);
        assertEquals(level(frame, 160, 30), level(frame, 160, 290), 3);
    }

    @Test
    void framesOfFewPixelsAreFitted() throws IOException {
        Focus corner = new Focus(Rational.ONE, Rational.ONE);
        for (Fit fit : List.of(new Fit.Contain(0), new Fit.Blur(), new Fit.Cover(corner))) {
            for (String size : List.of("1x1", "3x7", "200x2", "2x200")) {
                BufferedImage frame = first(TestWindow.of(16, 64, "25", Quality.LOSSLESS)
                        .fit(fit)
                        .show(image("few.png", size, ROWS), 2, "0", Fill.LOOP));
                assertEquals(64, frame.getHeight());
            }
        }
    }

    private static Path image(String name, String size, String filter) {
        return TestMedia.made(
                name, "-f", "lavfi", "-i", "color=s=" + size + ":r=25,format=gbrp,format=yuv444p," + filter, "-frames:v",
                name.endsWith("png") ? "1" : "5");
    }

    private BufferedImage first(TestWindow window) throws IOException {
        Path video = window.rendered(TestFfmpeg.FFMPEG, new FrameRange(0, window.window().frames()), folder);
        Path png = folder.resolve("first.png");
        TestFfmpeg.output("-y", "-i", video.toString(), "-frames:v", "1", png.toString());
        return ImageIO.read(png.toFile());
    }

    private static int level(BufferedImage frame, int x, int y) {
        return new Color(frame.getRGB(x, y)).getGreen();
    }

    /// The step of brightness, 0 to 7.
    private static int step(BufferedImage frame, int x, int y) {
        double luma = 16 + level(frame, x, y) * 219 / 255.0;
        return (int) Math.round((luma - 16) / 32);
    }

    private static void assertColour(int expected, BufferedImage frame, int x, int y) {
        Color wanted = new Color(expected);
        Color shown = new Color(frame.getRGB(x, y));
        assertEquals(wanted.getRed(), shown.getRed(), 3);
        assertEquals(wanted.getGreen(), shown.getGreen(), 3);
        assertEquals(wanted.getBlue(), shown.getBlue(), 3);
    }
}
