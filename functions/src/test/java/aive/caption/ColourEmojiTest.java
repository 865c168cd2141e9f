package aive.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.caption.ColourFont.PlacedGlyph;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Noto Color Emoji. [ColourFontTest] has each part of the format.
class ColourEmojiTest {

    /// Of every emoji in the font: 1,275 units of 1,024 an em.
    private static final double ADVANCE = 124.5117;

    private static final FontRenderContext UNHINTED = new FontRenderContext(null, true, true);

    private static ColourFont font;

    @BeforeAll
    static void load() throws IOException {
        CaptionFonts.bundled();
        font = ColourFont.of(LargeFont.EMOJI.in(InstalledFonts.folder()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "😀", "👍🏽", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🏳‍🌈", "🇺🇦", "1️⃣", "1⃣", "#⃣", "❤️", "❤", "❤‍🔥", "☝🏽", "🏋‍♀", "👁‍🗨", "🧑🏿‍🚀", "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "👩‍❤️‍💋‍👨", "🫩"
    })
    void anEmojiIsOneGlyphThatTextLayoutPlacesAndDoesNotDraw(String emoji) {
        // when
        List<PlacedGlyph> glyphs = font.glyphs(emoji).orElseThrow();
        // then
        assertEquals(1, glyphs.size());
        TextLayout layout = new TextLayout(emoji + emoji, font.font(), UNHINTED);
        Rectangle2D second = layout.getLogicalHighlightShape(
                emoji.length(), 2 * emoji.length(), new Rectangle2D.Double(0, -100, 2 * ADVANCE, 200)).getBounds2D();
        assertEquals(2 * ADVANCE, layout.getAdvance(), 0.001);
        assertEquals(ADVANCE, second.getX(), 0.001);
        assertEquals(ADVANCE, second.getWidth(), 0.001);
        assertTrue(layout.getOutline(null).getBounds2D().isEmpty());
        Rectangle2D bounds = font.bounds(glyphs.getFirst().glyph());
        assertTrue(new Rectangle2D.Double(0, -95, ADVANCE, 120).contains(bounds), bounds.toString());
        assertTrue(bounds.getWidth() > 50 && bounds.getHeight() > 80, bounds.toString());
    }

    @Test
    void aSequenceThatTheFontDoesNotKnowIsSeveralGlyphs() {
        // when: four fathers
        List<PlacedGlyph> glyphs = font.glyphs("👨‍👨‍👨‍👨").orElseThrow();
        // then
        assertEquals(4, glyphs.size());
        for (int i = 0; i < 4; i++) {
            assertEquals(font.glyphs("👨").orElseThrow().getFirst().glyph(), glyphs.get(i).glyph());
            assertEquals(i * ADVANCE, glyphs.get(i).x(), 0.001);
        }
    }

    @Test
    void lettersHaveNoColourGlyph() {
        assertTrue(font.glyphs("A").isEmpty());
        assertTrue(font.glyphs("❤A").isEmpty());
        assertTrue(font.glyphs("").isEmpty());
    }

    @Test
    void everyColourGlyphOfTheFontCanBePainted() {
        assertEquals(3_993, IntStream.range(0, font.font().getNumGlyphs()).filter(font::has).count());
    }

    @Test
    void theColoursAreInTheirPlaces() {
        assertHue("yellow face", 55, painted("😀"), 62, 20);
        assertHue("red heart", 355, painted("❤"), 62, 60);
        assertHue("blue above", 214, painted("🇺🇦"), 62, 45);
        assertHue("yellow below", 51, painted("🇺🇦"), 62, 75);
        assertHue("red above", 0, painted("🏳‍🌈"), 62, 30);
        assertHue("green below", 123, painted("🏳‍🌈"), 62, 71);
        assertHue("leaf of an apple", 85, painted("🍎"), 80, 23);
        assertHue("red apple", 10, painted("🍎"), 62, 70);
    }

    @ParameterizedTest
    @ValueSource(strings = {"😀", "👨‍👩‍👧‍👦", "🏳‍🌈", "🇺🇦", "❤", "🍎", "🔥", "🌈"})
    void aSilhouetteCoversAllThatIsPaintedOpaquely(String emoji) {
        // given
        BufferedImage image = painted(emoji);
        int glyph = font.glyphs(emoji).orElseThrow().getFirst().glyph();
        Shape silhouette = font.silhouette(glyph);
        Rectangle2D bounds = font.bounds(glyph);
        // then: coverage is counted in parts of pixels, and so reaches a little further than the shape
        int painted = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int alpha = image.getRGB(x, y) >>> 24;
                if (alpha >= 128) {
                    painted++;
                    assertTrue(silhouette.intersects(x, y - 100, 1, 1), x + ", " + y);
                }
                assertTrue(alpha == 0 || bounds.intersects(x - 0.25, y - 100.25, 1.5, 1.5), x + ", " + y);
            }
        }
        assertTrue(painted > 2_000, "pixels: " + painted);
    }

    /// Some emoji glow far beyond their outlines, where they are nearly transparent.
    @ParameterizedTest
    @ValueSource(strings = {"🕯", "🪔", "🌅", "🔥"})
    void allOfAnEmojiIsInTheInkOfItsCaption(String emoji) {
        // given: letters without an outline, whose ink is the smallest
        CaptionFonts fonts = CaptionFonts.bundled().installedIn(InstalledFonts.folder());
        CaptionLayout layout =
                new CaptionLayout(fonts, 640, 360, TestLook.WITHOUT_OUTLINE).with(List.of(LargeFont.EMOJI));
        // when
        CaptionDrawing drawing = layout.layOut(emoji).orElseThrow();
        // then
        PixelBounds ink = drawing.ink();
        List<CaptionDrawing.PlacedEmoji> glyphs = drawing.lettering().emoji();
        assertEquals(1, glyphs.size());
        BufferedImage frame = new BufferedImage(640, 360, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = frame.createGraphics();
        graphics.transform(glyphs.getFirst().place());
        font.paint(graphics, glyphs.getFirst().glyph());
        graphics.dispose();
        for (int y = 0; y < 360; y++) {
            for (int x = 0; x < 640; x++) {
                boolean inside = x >= ink.x() && x < ink.right() && y >= ink.y() && y < ink.bottom();
                assertTrue(inside || frame.getRGB(x, y) >>> 24 == 0, emoji + " at " + x + ", " + y + " of " + ink);
            }
        }
    }

    /// 100 pixels an em; the baseline is 100 pixels below the upper edge.
    private static BufferedImage painted(String emoji) {
        BufferedImage image = new BufferedImage(126, 126, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.translate(0, 100);
        font.paint(graphics, font.glyphs(emoji).orElseThrow().getFirst().glyph());
        graphics.dispose();
        return image;
    }

    private static void assertHue(String what, int degrees, BufferedImage image, int x, int y) {
        Color colour = new Color(image.getRGB(x, y), true);
        float[] hsb = Color.RGBtoHSB(colour.getRed(), colour.getGreen(), colour.getBlue(), null);
        double difference = Math.abs((hsb[0] * 360 - degrees + 540) % 360 - 180);
        assertTrue(
                colour.getAlpha() == 255 && hsb[1] > 0.4 && difference < 20,
                "%s: %s, hue %.0f°, saturation %.2f".formatted(what, colour, hsb[0] * 360, hsb[1]));
    }
}
