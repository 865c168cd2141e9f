package aive.caption;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CaptionPainterTest {

    private static final int WHITE = 0xFFFFFFFF;

    private final CaptionLayout layout = new CaptionLayout(CaptionFonts.bundled(), 1280, 720, TestLook.WIDE);

    static Stream<String> realTexts() {
        return CaptionTexts.REAL.stream();
    }

    @ParameterizedTest
    @MethodSource("realTexts")
    void aCaptionHasWhiteLettersOnADarkGroundAndNothingOutsideItsInk(String text) throws IOException {
        // given
        CaptionDrawing caption = layout.layOut(text).orElseThrow();
        PixelBounds ink = caption.ink();
        // when
        BufferedImage painted = image(CaptionPainter.png(caption, new PixelBounds(0, 0, 1280, 720)));
        // then
        int[] all = pixels(painted, new PixelBounds(0, 0, 1280, 720));
        int[] inked = pixels(painted, ink);
        assertEquals(visible(all), visible(inked), "nothing outside the ink");
        long white = IntStream.of(inked).filter(pixel -> pixel == WHITE).count();
        long dark = IntStream.of(inked).filter(pixel -> pixel >>> 24 > 200 && (pixel & 0xFF) < 40).count();
        assertTrue(white > 25L * text.length(), white + " white pixels");
        assertTrue(dark > white / 2, dark + " dark pixels");
    }

    @Test
    void everyLineOfAnArabicCaptionIsDrawn() throws IOException {
        // given
        CaptionDrawing caption = layout.layOut(CaptionTexts.REAL.get(3)).orElseThrow();
        PixelBounds ink = caption.ink();
        int lines = caption.lines().size();
        // when
        BufferedImage painted = image(CaptionPainter.png(caption, new PixelBounds(0, 0, 1280, 720)));
        // then
        for (int line = 0; line < lines; line++) {
            PixelBounds band =
                    new PixelBounds(ink.x(), ink.y() + line * ink.height() / lines, ink.width(), ink.height() / lines);
            assertTrue(
                    IntStream.of(pixels(painted, band)).filter(pixel -> pixel == WHITE).count() > 300, "line " + line);
        }
    }

    @Test
    void transparentPixelsAreZeroAndBlankImagesAreTransparent() throws IOException {
        // given
        PixelBounds crop = new PixelBounds(10, 20, 300, 40);
        // when
        BufferedImage painted = image(CaptionPainter.blank(crop));
        // then
        assertArrayEquals(new int[300 * 40], pixels(painted, new PixelBounds(0, 0, 300, 40)));
        assertEquals(300, painted.getWidth());
        assertEquals(40, painted.getHeight());
        assertTrue(painted.getColorModel().hasAlpha() && !painted.isAlphaPremultiplied());
    }

    static LongStream seeds() {
        return LongStream.range(0, 25);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aCaptionHasTheSamePixelsInAnyCropInAnyOrder(long seed) throws IOException {
        // given
        SplittableRandom random = new SplittableRandom(seed);
        String text = random.nextBoolean()
                ? CaptionTexts.nasty(random)
                : CaptionTexts.REAL.get(random.nextInt(CaptionTexts.REAL.size()));
        CaptionDrawing caption = layout.layOut(text + "x").orElseThrow();
        PixelBounds whole = new PixelBounds(0, 0, 1280, 720);
        int x = random.nextInt(1280);
        int y = random.nextInt(720);
        PixelBounds any = new PixelBounds(x, y, random.nextInt(1, 1281 - x), random.nextInt(1, 721 - y));
        PixelBounds union = caption.ink().union(layout.layOut("another one").orElseThrow().ink()).cropFor(1280, 720);
        // when
        BufferedImage reference = image(CaptionPainter.png(caption, whole));
        BufferedImage cropped = image(CaptionPainter.png(caption, any));
        CaptionPainter.png(layout.layOut(CaptionTexts.nasty(random) + "x").orElseThrow(), whole);
        BufferedImage inUnion = image(CaptionPainter.png(layout.layOut(text + "x").orElseThrow(), union));
        // then
        assertArrayEquals(
                pixels(reference, any), cropped.getRGB(0, 0, any.width(), any.height(), null, 0, any.width()));
        assertArrayEquals(
                pixels(reference, union), inUnion.getRGB(0, 0, union.width(), union.height(), null, 0, union.width()));
        assertEquals(visible(pixels(reference, whole)), visible(pixels(reference, union)));
    }

    @Test
    void threadsDoNotDisturbEachOther() {
        // given
        byte[] alone = CaptionPainter.png(
                layout.layOut(CaptionTexts.ENGLISH).orElseThrow(), new PixelBounds(0, 500, 1280, 220));
        // when
        Stream<byte[]> together = IntStream.range(0, 64).parallel().mapToObj(i -> {
            PixelBounds crop = new PixelBounds(0, 500, 1280, 220);
            CaptionPainter.png(layout.layOut(CaptionTexts.REAL.get(i % CaptionTexts.REAL.size())).orElseThrow(), crop);
            return CaptionPainter.png(layout.layOut(CaptionTexts.ENGLISH).orElseThrow(), crop);
        });
        // then
        together.forEach(png -> assertArrayEquals(alone, png));
    }

    @Test
    void captionsOnTinyFramesCanBePainted() throws IOException {
        for (int side : new int[] {1, 2, 3, 5, 8, 13, 21, 34}) {
            // given
            CaptionDrawing caption = new CaptionLayout(CaptionFonts.bundled(), side, side, TestLook.WIDE)
                    .layOut(CaptionTexts.ENGLISH)
                    .orElseThrow();
            PixelBounds crop = caption.ink().cropFor(side, side);
            // when
            BufferedImage painted = image(CaptionPainter.png(caption, crop));
            // then
            assertEquals(crop.width(), painted.getWidth());
            assertTrue(
                    visible(pixels(painted, new PixelBounds(0, 0, crop.width(), crop.height()))) > 0, "side " + side);
        }
    }

    private static long visible(int[] pixels) {
        return IntStream.of(pixels).filter(pixel -> pixel != 0).count();
    }

    private static int[] pixels(BufferedImage image, PixelBounds part) {
        return image.getRGB(part.x(), part.y(), part.width(), part.height(), null, 0, part.width());
    }

    private static BufferedImage image(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
