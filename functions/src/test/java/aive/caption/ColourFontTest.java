package aive.caption;

import static aive.caption.TinyColourFont.BLACK;
import static aive.caption.TinyColourFont.BLUE;
import static aive.caption.TinyColourFont.CENTRE;
import static aive.caption.TinyColourFont.GREEN;
import static aive.caption.TinyColourFont.GREY;
import static aive.caption.TinyColourFont.LEFT_HALF;
import static aive.caption.TinyColourFont.NO_RED;
import static aive.caption.TinyColourFont.RED;
import static aive.caption.TinyColourFont.SQUARE;
import static aive.caption.TinyColourFont.WHITE;
import static aive.caption.TinyColourFont.affine;
import static aive.caption.TinyColourFont.bytes;
import static aive.caption.TinyColourFont.colrGlyph;
import static aive.caption.TinyColourFont.composite;
import static aive.caption.TinyColourFont.fixed;
import static aive.caption.TinyColourFont.glyph;
import static aive.caption.TinyColourFont.layersFrom;
import static aive.caption.TinyColourFont.line;
import static aive.caption.TinyColourFont.linear;
import static aive.caption.TinyColourFont.radial;
import static aive.caption.TinyColourFont.solid;
import static aive.caption.TinyColourFont.sweep;
import static aive.caption.TinyColourFont.transformed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.caption.ColourFont.PlacedGlyph;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each part of the format, with a font that is built here: the em is 100 pixels, and a pixel is 10 units.
///
/// [ColourEmojiTest] has the real font.
class ColourFontTest {

    private static final int SOURCE_IN = 5;
    private static final int SOFT_LIGHT = 20;

    @TempDir
    Path folder;

    private final TinyColourFont tiny = new TinyColourFont();

    @BeforeAll
    static void prepareAwt() {
        CaptionFonts.bundled();
    }

    @Test
    void aGlyphIsPaintedInItsColourAtItsPlaceAboveTheBaseline() throws IOException {
        // given
        byte[] drawing = tiny.layers(glyph(SQUARE, solid(RED)), transformed(14, new int[] {0, 500},
                glyph(LEFT_HALF, solid(BLUE, 0.5))));
        // when
        BufferedImage image = painted(drawing);
        // then: the blue half begins 500 units above the baseline
        assertEquals(0xFFFF0000, image.getRGB(25, 60));
        assertEquals(0xFF7F0080, image.getRGB(25, 40));
        assertEquals(0xFFFF0000, image.getRGB(75, 40));
    }

    @Test
    void aTransformOfTheGraphicsMovesAndEnlargesTheGlyph() throws IOException {
        // given
        int glyph = tiny.add(glyph(LEFT_HALF, solid(RED)));
        ColourFont font = font();
        BufferedImage image = new BufferedImage(300, 300, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.translate(100, 300);
        graphics.scale(2, 2);
        // when
        font.paint(graphics, glyph);
        // then
        assertEquals(new Rectangle(100, 100, 100, 200), inkOf(image));
        assertEquals(2, graphics.getTransform().getScaleX());
        graphics.dispose();
    }

    @Test
    void aLinearGradientRunsFromItsFirstPointToItsSecond() throws IOException {
        // when
        BufferedImage image =
                painted(glyph(SQUARE, linear(0, 0, 0, 1000, 1000, 0, line(0, BLACK, 1, WHITE))));
        // then: black at the baseline, white at the top
        assertNear(0xFF030303, image.getRGB(50, 98));
        assertNear(0xFF808080, image.getRGB(10, 49));
        assertNear(0xFFFCFCFC, image.getRGB(90, 1));
    }

    @Test
    void theThirdPointTurnsTheLinesOfOneColour() throws IOException {
        // given: lines of one colour from the lower right to the upper left
        byte[] drawing = glyph(SQUARE, linear(0, 0, 1000, 0, -1000, 1000, line(0, BLACK, 1, WHITE)));
        // when
        BufferedImage image = painted(drawing);
        // then: the brightness is x + y, as shares of the em
        assertNear(0xFF808080, image.getRGB(25, 74));
        assertNear(0xFF808080, image.getRGB(40, 89));
        assertNear(0xFF404040, image.getRGB(5, 79));
        assertEquals(0xFFFFFFFF, image.getRGB(70, 50));
    }

    @Test
    void aGradientMayBeginBeforeAndEndAfterItsPoints() throws IOException {
        // when
        BufferedImage linear = painted(glyph(SQUARE, linear(400, 0, 600, 0, 400, 100, line(-1.5, BLACK, 1.75, WHITE))));
        BufferedImage radial =
                painted(glyph(SQUARE, radial(500, 500, 0, 500, 500, 200, line(-1, BLACK, 1.5, WHITE))));
        // then: the linear one runs from 100 to 750 units; the radial one begins in its middle with 40 % white
        assertEquals(0xFF000000, linear.getRGB(9, 50));
        assertNear(0xFF9B9B9B, linear.getRGB(49, 50));
        assertEquals(0xFFFFFFFF, linear.getRGB(75, 50));
        assertNear(0xFF676767, radial.getRGB(50, 50));
        assertNear(0xFFB3B3B3, radial.getRGB(64, 50));
        assertEquals(0xFFFFFFFF, radial.getRGB(81, 50));
    }

    @Test
    void coloursAtOnePlaceMakeAHardEdge() throws IOException {
        // when
        BufferedImage image = painted(glyph(SQUARE, linear(0, 0, 1000, 0, 0, 100,
                line(0, RED, 0.5, RED, 0.5, GREEN, 0.5, BLUE, 1, BLUE))));
        BufferedImage single = painted(glyph(SQUARE, linear(0, 0, 1000, 0, 0, 100, line(0.5, GREEN))));
        BufferedImage unsorted = painted(glyph(SQUARE, linear(0, 0, 1000, 0, 0, 100, line(1, BLUE, 0, RED))));
        // then
        assertEquals(0xFFFF0000, image.getRGB(48, 50));
        assertEquals(0xFF0000FF, image.getRGB(51, 50));
        assertEquals(0xFF00FF00, single.getRGB(2, 50));
        assertEquals(0xFF00FF00, single.getRGB(97, 50));
        assertNear(0xFFFC0003, unsorted.getRGB(1, 50));
    }

    @Test
    void aRadialGradientRunsFromItsFocusToItsCircle() throws IOException {
        // given: the focus is 150 units left of the centre
        byte[] drawing = glyph(SQUARE, radial(350, 500, 0, 500, 500, 300, line(0, BLACK, 1, WHITE)));
        // when
        BufferedImage image = painted(drawing);
        // then: to the left edge it is 150 units, to the right one 450
        assertNear(0xFF020202, image.getRGB(35, 50));
        assertNear(0xFF808080, image.getRGB(27, 50));
        assertNear(0xFF808080, image.getRGB(57, 50));
        assertEquals(0xFFFFFFFF, image.getRGB(82, 50));
    }

    @Test
    void aRadialGradientMayBeginAtASmallerCircle() throws IOException {
        // when
        BufferedImage image = painted(glyph(SQUARE, radial(500, 500, 100, 500, 500, 400, line(0, BLACK, 1, WHITE))));
        // then: 25 pixels from the centre is half of the way
        assertEquals(0xFF000000, image.getRGB(55, 50));
        assertNear(0xFF848484, image.getRGB(75, 50));
        assertEquals(0xFFFFFFFF, image.getRGB(95, 50));
    }

    @Test
    void aTransformInsideAGlyphMovesOnlyItsColours() throws IOException {
        // given: a gradient from 0 to 500 units, moved by 500
        byte[] gradient = linear(0, 0, 500, 0, 0, 100, line(0, BLACK, 1, WHITE));
        // when
        BufferedImage image = painted(glyph(SQUARE, transformed(14, new int[] {500, 0}, gradient)));
        // then
        assertEquals(new Rectangle(0, 0, 100, 100), inkOf(image));
        assertEquals(0xFF000000, image.getRGB(49, 50));
        assertNear(0xFF7D7D7D, image.getRGB(74, 50));
    }

    static Stream<Arguments> transforms() {
        byte[] left = glyph(LEFT_HALF, solid(RED));
        byte[] small = affine(0.5, 0, 0, 0.5, 0, 0, left);
        int half = fixed(0.5);
        int quarter = fixed(0.25);
        return Stream.of(
                Arguments.of("affine", affine(0, 0.5, -0.5, 0, 1000, 250, left), new Rectangle(50, 50, 50, 25)),
                Arguments.of("translate", transformed(14, new int[] {200, 100}, small), new Rectangle(20, 40, 25, 50)),
                Arguments.of("scale", transformed(16, new int[] {half, quarter}, left), new Rectangle(0, 75, 25, 25)),
                Arguments.of("scale around", transformed(18, new int[] {half, quarter, 500, 1000}, left),
                        new Rectangle(25, 0, 25, 25)),
                Arguments.of("uniform", transformed(20, new int[] {half}, left), new Rectangle(0, 50, 25, 50)),
                Arguments.of("uniform around", transformed(22, new int[] {half, 1000, 1000}, left),
                        new Rectangle(50, 0, 25, 50)),
                // A quarter turn counter-clockwise, and back to the right.
                Arguments.of("rotate", transformed(14, new int[] {1000, 0}, transformed(24, new int[] {half}, left)),
                        new Rectangle(0, 50, 100, 50)),
                Arguments.of("rotate around", transformed(26, new int[] {-quarter - quarter, 500, 500}, left),
                        new Rectangle(0, 0, 100, 50)),
                // The upper edge of 50 pixels moves to the left by as much.
                Arguments.of("skew",
                        transformed(14, new int[] {500, 0}, transformed(28, new int[] {quarter, 0}, small)),
                        new Rectangle(0, 50, 75, 50)),
                Arguments.of("skew around", transformed(30, new int[] {0, quarter, 0, 0}, small),
                        new Rectangle(0, 25, 25, 75)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("transforms")
    void everyTransformPutsAGlyphInItsPlace(String name, byte[] drawing, Rectangle expected) throws IOException {
        // given
        int glyph = tiny.add(drawing);
        ColourFont font = font();
        // when
        BufferedImage image = paintedGlyph(font, glyph);
        Rectangle silhouette = font.silhouette(glyph).getBounds();
        silhouette.translate(0, 100);
        // then
        assertEquals(expected, inkOf(image), name);
        assertTrue(silhouette.contains(expected), silhouette.toString());
        silhouette.grow(-1, -1);
        assertTrue(expected.contains(silhouette), silhouette.toString());
    }

    @Test
    void aCompositeWithATransparentColourMakesItsSourceTransparent() throws IOException {
        // when: of both layers, only the upper one is seen, at half opacity
        BufferedImage image = painted(composite(
                SOURCE_IN, tiny.layers(glyph(SQUARE, solid(RED)), glyph(LEFT_HALF, solid(BLUE))), solid(BLACK, 0.5)));
        // then
        assertNear(0x800000FF, image.getRGB(25, 50));
        assertNear(0x80FF0000, image.getRGB(75, 50));
    }

    @Test
    void aCompositeWithAGlyphShowsItsSourceInsideTheGlyph() throws IOException {
        // given
        int glyph = tiny.add(composite(SOURCE_IN, glyph(LEFT_HALF, solid(RED)), glyph(CENTRE, solid(BLUE))));
        ColourFont font = font();
        // when
        BufferedImage image = paintedGlyph(font, glyph);
        // then
        assertEquals(new Rectangle(25, 25, 25, 50), inkOf(image));
        assertEquals(0xFFFF0000, image.getRGB(30, 50));
        assertEquals(new Rectangle(25, -75, 25, 50), font.silhouette(glyph).getBounds());
    }

    @Test
    void softLightMakesLighterAndDarkerAndLeavesTheRest() throws IOException {
        // given: white on the left, black in the rest of the centre, over grey
        byte[] light = tiny.layers(glyph(CENTRE, solid(BLACK)), glyph(LEFT_HALF, solid(WHITE)));
        // when
        BufferedImage image = painted(composite(SOFT_LIGHT, light, glyph(SQUARE, solid(GREY))));
        // then: sqrt(128 / 255) and (128 / 255)², as shares of 255
        assertEquals(0xFFB5B5B5, image.getRGB(10, 50));
        assertEquals(0xFF404040, image.getRGB(60, 50));
        assertEquals(0xFF808080, image.getRGB(90, 50));
    }

    @Test
    void softLightInsideSourceInHasNoEdgesOfItsOwn() throws IOException {
        // given: as Noto Color Emoji shades its flags
        byte[] flag = glyph(CENTRE, solid(GREY));
        byte[] shade = linear(0, 0, 1000, 0, 0, 100, line(0, WHITE, 0.5, WHITE, 0.5, BLACK, 1, BLACK));
        // when
        BufferedImage image = painted(composite(SOFT_LIGHT, composite(SOURCE_IN, shade, flag), flag));
        // then
        assertEquals(new Rectangle(25, 25, 50, 50), inkOf(image));
        assertEquals(0xFFB5B5B5, image.getRGB(30, 50));
        assertEquals(0xFF404040, image.getRGB(70, 50));
    }

    @Test
    void aGlyphMayBoundOtherDrawings() throws IOException {
        // given
        byte[] content = tiny.layers(
                solid(GREEN), glyph(LEFT_HALF, solid(BLUE)),
                composite(SOURCE_IN, solid(RED), glyph(LEFT_HALF, solid(RED))));
        int glyph = tiny.add(glyph(CENTRE, content));
        int nested = tiny.add(glyph(CENTRE, glyph(LEFT_HALF, solid(RED))));
        ColourFont font = font();
        // when
        BufferedImage image = paintedGlyph(font, glyph);
        // then
        assertEquals(new Rectangle(25, 25, 50, 50), inkOf(image));
        assertEquals(0xFFFF0000, image.getRGB(30, 50));
        assertEquals(0xFF00FF00, image.getRGB(70, 50));
        assertEquals(new Rectangle(25, 25, 25, 50), inkOf(paintedGlyph(font, nested)));
        assertEquals(new Rectangle(25, -75, 25, 50), font.silhouette(nested).getBounds());
    }

    @Test
    void aGlyphMayBePartOfAnother() throws IOException {
        // given
        int part = tiny.add(glyph(LEFT_HALF, solid(RED)));
        int whole = tiny.add(transformed(14, new int[] {500, 0}, colrGlyph(part)));
        // when
        Rectangle ink = inkOf(paintedGlyph(font(), whole));
        // then
        assertEquals(new Rectangle(50, 0, 50, 100), ink);
    }

    @Test
    void aPartThatIsFlattenedToALineIsNotPainted() throws IOException {
        // given
        byte[] gradient = linear(0, 0, 1000, 0, 0, 100, line(0, RED, 1, BLUE));
        // when
        BufferedImage flatColours = painted(glyph(SQUARE, transformed(16, new int[] {0, fixed(1)}, gradient)));
        BufferedImage flatGlyph = painted(transformed(16, new int[] {0, fixed(1)}, glyph(SQUARE, gradient)));
        // then
        assertTrue(inkOf(flatColours).isEmpty());
        assertTrue(inkOf(flatGlyph).isEmpty());
    }

    @Test
    void aGradientWithoutExtentIsNotPainted() throws IOException {
        // given
        byte[] line = line(0, RED, 1, BLUE);
        // when
        BufferedImage linear = painted(glyph(SQUARE, linear(0, 0, 100, 0, 200, 0, line)));
        BufferedImage radial = painted(glyph(SQUARE, radial(0, 0, 0, 0, 0, 0, line)));
        // then
        assertTrue(inkOf(linear).isEmpty());
        assertTrue(inkOf(radial).isEmpty());
    }

    @Test
    void aSilhouetteLeavesOutNearlyTransparentPartsUnlessAllAre() throws IOException {
        // given
        int glow = tiny.add(tiny.layers(
                glyph(SQUARE, radial(500, 500, 0, 500, 500, 500, line(0, RED, 1, NO_RED))),
                composite(SOURCE_IN, glyph(LEFT_HALF, solid(RED)), solid(BLACK, 0.4)),
                glyph(CENTRE, transformed(14, new int[] {0, 0}, solid(BLUE, 0.6)))));
        int faint = tiny.add(glyph(CENTRE, solid(BLUE, 0.4)));
        ColourFont font = font();
        // then
        assertEquals(new Rectangle(25, -75, 50, 50), font.silhouette(glow).getBounds());
        assertEquals(new Rectangle(0, -100, 100, 100), font.bounds(glow).getBounds());
        assertEquals(new Rectangle(25, -75, 50, 50), font.silhouette(faint).getBounds());
    }

    @Test
    void aSilhouetteLeavesOutPartsInsideOthers() throws IOException {
        // given
        int face = tiny.add(tiny.layers(glyph(SQUARE, solid(RED)), glyph(CENTRE, solid(BLUE))));
        int square = tiny.add(glyph(SQUARE, solid(RED)));
        ColourFont font = font();
        // then
        assertEquals(segments(font, square), segments(font, face));
    }

    @Test
    void mirroredPartsDoNotCancelEachOtherOutInTheSilhouette() throws IOException {
        // given: two halves that overlap by 300 units, the second one mirrored, and a third one over both
        byte[] mirrored = affine(-1, 0, 0, 1, 700, 0, glyph(LEFT_HALF, solid(BLUE)));
        int glyph = tiny.add(tiny.layers(
                glyph(LEFT_HALF, solid(RED)), mirrored, affine(0.6, 0, 0, 1, 300, 0, glyph(SQUARE, solid(RED)))));
        ColourFont font = font();
        // then
        for (int x = 5; x < 90; x += 10) {
            assertTrue(font.silhouette(glyph).contains(x, -50), "at " + x);
        }
        assertFalse(font.silhouette(glyph).contains(95, -50));
    }

    @Test
    void aCompositeIsPaintedInsideTheClipOnly() throws IOException {
        // given
        int glyph = tiny.add(composite(SOURCE_IN, glyph(SQUARE, solid(RED)), solid(BLACK)));
        ColourFont font = font();
        BufferedImage image = new BufferedImage(100, 100, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setClip(10, 20, 30, 40);
        graphics.translate(0, 100);
        // when
        font.paint(graphics, glyph);
        graphics.setClip(200, 200, 10, 10);
        font.paint(graphics, glyph);
        graphics.dispose();
        // then
        assertEquals(new Rectangle(10, 20, 30, 40), inkOf(image));
    }

    static Stream<Arguments> unsupported() {
        byte[] reflected = line(0, RED, 1, BLUE);
        reflected[0] = 2;
        byte[] fine = line(0, RED, 1, BLUE);
        return Stream.of(
                Arguments.of("sweep gradient", glyph(SQUARE, sweep())),
                Arguments.of("reflected gradient", glyph(SQUARE, linear(0, 0, 100, 0, 0, 100, reflected))),
                Arguments.of("gradient without colours", glyph(SQUARE, linear(0, 0, 100, 0, 0, 100, line()))),
                Arguments.of("focus outside the circle", glyph(SQUARE, radial(0, 0, 0, 500, 0, 400, fine))),
                Arguments.of("two circles", glyph(SQUARE, radial(0, 0, 10, 50, 0, 400, fine))),
                Arguments.of("two equal circles", glyph(SQUARE, radial(0, 0, 10, 50, 0, 10, fine))),
                Arguments.of("text colour", glyph(SQUARE, solid(0xFFFF))),
                Arguments.of("other composite mode",
                        composite(11, glyph(SQUARE, solid(RED)), glyph(SQUARE, solid(RED)))),
                Arguments.of("variation", glyph(SQUARE, bytes(1, 3, 2, RED, 2, fixed(1), 4, 0))),
                Arguments.of("no edges", solid(RED)),
                Arguments.of("composite without edges",
                        composite(SOFT_LIGHT, solid(RED), glyph(SQUARE, solid(RED)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unsupported")
    void whatCannotBePaintedExactlyIsNotDrawable(String name, byte[] drawing) throws IOException {
        // given
        int glyph = tiny.add(drawing);
        ColourFont font = font();
        // when
        String message = assertThrows(IllegalArgumentException.class, () -> paintedGlyph(font, glyph)).getMessage();
        // then
        assertFalse(font.has(glyph), name);
        assertFalse(font.has(SQUARE), "a glyph without colours");
        assertEquals("%s has no drawable colour glyph 4".formatted(folder.resolve("tiny.ttf")), message);
    }

    static Stream<Arguments> damaged() {
        byte[] beyond = glyph(SQUARE, solid(RED));
        beyond[1] = 0x10;
        byte[] deep = solid(RED);
        for (int i = 0; i < 64; i++) {
            deep = transformed(14, new int[] {0, 0}, deep);
        }
        byte[] manyColours = bytes(1, 0, 2, 0xFFFF);
        return Stream.of(
                Arguments.of("offset beyond the end", beyond, "is beyond its end at"),
                Arguments.of("glyph that is a part of itself", colrGlyph(4), "is deeper than 64 parts"),
                Arguments.of("too deep", glyph(SQUARE, deep), "is deeper than 64 parts"),
                Arguments.of("layer beyond the list", layersFrom(0, 1), "layers 0 to 1 are some of 0"),
                Arguments.of("layer beyond any list", layersFrom(-1, 255), "layers 4294967295 to 4294967550 are"),
                Arguments.of("colour beyond the palette", glyph(SQUARE, solid(7)), "colour 7 is one of 7"),
                Arguments.of("gradient without an end", glyph(SQUARE, linear(0, 0, 9, 0, 0, 9, manyColours)),
                        "has more than 50000 parts"),
                Arguments.of("part without a drawing", colrGlyph(SQUARE), "glyph 1 has no drawing"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damaged")
    void aDamagedDrawingIsRefusedWithTheFontsName(String name, byte[] drawing, String expected) throws IOException {
        // given
        int glyph = tiny.add(drawing);
        ColourFont font = font();
        // when
        String message = message(() -> font.has(glyph));
        // then
        assertTrue(
                message.startsWith(folder.resolve("tiny.ttf") + " is damaged: in its table COLR, ")
                        && message.contains(expected),
                name + ": " + message);
    }

    @Test
    void layersThatContainThemselvesEnd() throws IOException {
        // given: each of the two layers is both of them, and so 2 to the power of 64 parts
        int glyph = tiny.add(tiny.layers(layersFrom(0, 2), layersFrom(0, 2)));
        ColourFont font = font();
        // then
        assertTrue(message(() -> font.has(glyph)).contains("parts"));
    }

    @Test
    void aDrawingWithAGlyphThatTheFontDoesNotHaveIsRefused() throws IOException {
        // given
        int glyph = tiny.add(glyph(5, solid(RED)));
        int huge = tiny.add(affine(32_000, 0, 0, 1, 0, 0, affine(32_000, 0, 0, 1, 0, 0, glyph(SQUARE, solid(RED)))));
        int missing = tiny.add(glyph(7, solid(RED)));
        ColourFont font = font();
        // then
        assertTrue(inkOf(paintedGlyph(font, glyph)).isEmpty());
        assertEquals(
                folder.resolve("tiny.ttf") + " is damaged: glyph 7 is one of 7",
                assertThrows(IllegalArgumentException.class, () -> paintedGlyph(font, missing)).getMessage());
        assertTrue(message(() -> font.silhouette(huge)).contains("tiny.ttf is damaged: a glyph is enlarged too much"));
    }

    @Test
    void aFileThatIsNoColourFontIsRefusedWithItsName() throws IOException {
        // given
        tiny.add(glyph(SQUARE, solid(RED)));
        Map<String, byte[]> tables = tiny.tables();
        Path file = folder.resolve("other.ttf");
        // then
        Files.writeString(file, "This is not a font.");
        assertRefused(file, "%s is not a TrueType font");
        Files.write(file, new byte[3]);
        assertRefused(file, "%s is damaged: its header should be 12 bytes at 0 of 3");
        byte[] colr = Objects.requireNonNull(tables.get("COLR")).clone();
        colr[1] = 0;
        TinyColourFont.write(file, with(tables, "COLR", colr));
        assertRefused(file, "the table COLR of %s is of version 0, not 1");
        TinyColourFont.write(file, with(tables, "COLR", new byte[1]));
        assertRefused(file, "%s is damaged: in its table COLR, byte 0 is beyond its end at 1");
        TinyColourFont.write(file, with(tables, "head", new byte[54]));
        assertRefused(file, "%s is damaged: in its table head, the em has 0 units");
        tables.remove("CPAL");
        TinyColourFont.write(file, tables);
        assertRefused(file, "%s has no table CPAL");
        assertThrows(IOException.class, () -> ColourFont.of(folder.resolve("absent.ttf")));
    }

    private static String message(Executable call) {
        return Objects.requireNonNull(assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aDamagedTableIsPaintedOrRefusedWithTheFontsName(long seed) throws IOException {
        // given: some bytes of the colour tables are other ones, or the table is shorter
        SplittableRandom random = new SplittableRandom(seed);
        int last = tiny.add(tiny.layers(
                glyph(SQUARE, linear(0, 0, 100, 0, 0, 100, line(0, RED, 1, BLUE))),
                affine(1, 0, 0, 1, 0, 0, glyph(CENTRE, radial(0, 0, 0, 50, 0, 400, line(0, RED, 1, NO_RED)))),
                composite(SOFT_LIGHT, composite(SOURCE_IN, solid(RED), glyph(CENTRE, solid(RED))),
                        transformed(26, new int[] {fixed(0.3), 100, 100}, glyph(SQUARE, solid(BLUE))))));
        Map<String, byte[]> tables = tiny.tables();
        String table = random.nextInt(5) == 0 ? "CPAL" : "COLR";
        byte[] bytes = Objects.requireNonNull(tables.get(table)).clone();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        byte[] damaged = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
        Path file = TinyColourFont.write(folder.resolve("damaged.ttf"), with(tables, table, damaged));
        // then
        try {
            ColourFont font = ColourFont.of(file);
            for (int glyph = 0; glyph <= last; glyph++) {
                if (font.has(glyph)) {
                    paintedGlyph(font, glyph);
                }
            }
        } catch (IllegalArgumentException e) {
            assertTrue(String.valueOf(e.getMessage()).contains("damaged.ttf"), e.toString());
        }
    }

    @Test
    void charactersAreShapedToGlyphs() throws IOException {
        // given: the characters A and B are the colour glyphs 4 and 5
        tiny.add(glyph(SQUARE, solid(RED)));
        tiny.add(glyph(SQUARE, sweep()));
        ColourFont font = font();
        // then
        assertEquals(List.of(new PlacedGlyph(4, 0)), font.glyphs("A").orElseThrow());
        List<PlacedGlyph> two = font.glyphs("AA").orElseThrow();
        assertEquals(List.of(4, 4), two.stream().map(PlacedGlyph::glyph).toList());
        assertEquals(100, two.getLast().x(), 0.001);
        assertTrue(font.glyphs("B").isEmpty(), "a glyph that cannot be painted");
        assertTrue(font.glyphs("AZ").isEmpty(), "a character without a glyph");
    }

    private static void assertRefused(Path file, String message) {
        assertEquals(
                message.formatted(file),
                assertThrows(IllegalArgumentException.class, () -> ColourFont.of(file)).getMessage());
    }

    private static Map<String, byte[]> with(Map<String, byte[]> tables, String name, byte[] table) {
        Map<String, byte[]> changed = new LinkedHashMap<>(tables);
        changed.put(name, table);
        return changed;
    }

    private ColourFont font() throws IOException {
        return ColourFont.of(tiny.writeTo(folder.resolve("tiny.ttf")));
    }

    private BufferedImage painted(byte[] drawing) throws IOException {
        int glyph = tiny.add(drawing);
        return paintedGlyph(font(), glyph);
    }

    private static BufferedImage paintedGlyph(ColourFont font, int glyph) {
        BufferedImage image = new BufferedImage(100, 100, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.translate(0, 100);
        font.paint(graphics, glyph);
        graphics.dispose();
        return image;
    }

    private static int segments(ColourFont font, int glyph) {
        int segments = 0;
        for (var path = font.silhouette(glyph).getPathIterator(null); !path.isDone(); path.next()) {
            segments++;
        }
        return segments;
    }

    /// The bounds of the pixels that are not transparent.
    private static Rectangle inkOf(BufferedImage image) {
        Rectangle ink = new Rectangle();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) >>> 24 > 8) {
                    Rectangle pixel = new Rectangle(x, y, 1, 1);
                    ink = ink.isEmpty() ? pixel : ink.union(pixel);
                }
            }
        }
        return ink;
    }

    /// Each channel differs by 3 at most: gradients are sampled in the middle of pixels, and in steps.
    private static void assertNear(int expected, int actual) {
        Color one = new Color(expected, true);
        Color other = new Color(actual, true);
        assertTrue(
                Math.abs(one.getAlpha() - other.getAlpha()) <= 3 && Math.abs(one.getRed() - other.getRed()) <= 3
                        && Math.abs(one.getGreen() - other.getGreen()) <= 3
                        && Math.abs(one.getBlue() - other.getBlue()) <= 3,
                "%08X instead of %08X".formatted(actual, expected));
    }
}
