package aive.caption;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A font with colour glyphs (`COLR`, version 1), such as Noto Color Emoji.
///
/// Lengths are in units of 1/[CaptionFonts#EM] of the font size, as in [Paragraph]. The origin of a glyph is at the
/// left end of its baseline; y points down. The glyphs' own outlines, which AWT would draw as text, are empty in Noto
/// Color Emoji.
///
/// A damaged font is an [IllegalArgumentException] with the file's name, from any method. Create one after
/// [CaptionFonts], which prepares AWT. Thread-safe.
final class ColourFont {

    /// Antialiasing and fractional metrics without hinting, as in [Paragraph].
    private static final FontRenderContext UNHINTED = new FontRenderContext(null, true, true);

    /// What the JDK's shaping puts in place of a character that became part of the previous glyph.
    private static final int NO_GLYPH = 0xFFFF;

    private final Path file;
    private final Font font;
    private final Font inFontUnits;
    private final ColourTables tables;

    private ColourFont(Path file, Font font, ColourTables tables) {
        this.file = file;
        this.font = font.deriveFont(CaptionFonts.EM);
        this.inFontUnits = font.deriveFont((float) tables.unitsPerEm());
        this.tables = tables;
    }

    /// @throws IOException if the file cannot be read
    /// @throws IllegalArgumentException if it is no TrueType font with colour glyphs
    static ColourFont of(Path file) throws IOException {
        ColourTables tables = ColourTables.read(file);
        try {
            return new ColourFont(file, Font.createFont(Font.TRUETYPE_FONT, file.toFile()), tables);
        } catch (FontFormatException e) {
            throw new IllegalArgumentException("%s is damaged: %s".formatted(file, e.getMessage()), e);
        }
    }

    /// The font in the size [CaptionFonts#EM], to shape and measure text with.
    Font font() {
        return font;
    }

    /// A glyph at its place in a grapheme.
    ///
    /// @param x the origin of the glyph, from the grapheme's left end
    record PlacedGlyph(int glyph, double x) {}

    /// The glyphs of a grapheme from left to right; empty unless each is drawable.
    ///
    /// An emoji is one glyph. A sequence that the font does not know, such as a family of four fathers, is several.
    Optional<List<PlacedGlyph>> glyphs(String grapheme) {
        GlyphVector shaped = font.layoutGlyphVector(
                UNHINTED, grapheme.toCharArray(), 0, grapheme.length(), Font.LAYOUT_LEFT_TO_RIGHT);
        List<PlacedGlyph> glyphs = new ArrayList<>();
        for (int i = 0; i < shaped.getNumGlyphs(); i++) {
            int glyph = shaped.getGlyphCode(i);
            if (glyph != NO_GLYPH) {
                glyphs.add(new PlacedGlyph(glyph, shaped.getGlyphPosition(i).getX()));
            }
        }
        boolean drawable = !glyphs.isEmpty() && glyphs.stream().allMatch(placed -> has(placed.glyph()));
        return drawable ? Optional.of(List.copyOf(glyphs)) : Optional.empty();
    }

    /// Whether the font has a colour drawing for a glyph, and [#paint] can paint it exactly.
    boolean has(int glyph) {
        return tables.paintOf(glyph).isPresent();
    }

    /// Paints a glyph with its own colours.
    ///
    /// @param graphics that paints over what is there without transparency of its own
    /// @throws IllegalArgumentException if there is no such glyph, see [#has]
    void paint(Graphics2D graphics, int glyph) {
        AffineTransform toDevice = graphics.getTransform();
        toDevice.concatenate(fromFontUnits());
        Graphics2D device = (Graphics2D) graphics.create();
        try {
            device.setTransform(new AffineTransform());
            new ColourGlyphPainter(this::outline, file).paint(drawing(glyph), toDevice, device);
        } finally {
            device.dispose();
        }
    }

    /// The area that a glyph covers with at least half opacity, for an outline or a shadow. It is filled by the nonzero
    /// winding rule, and may have overlapping parts.
    ///
    /// @throws IllegalArgumentException if there is no such glyph, see [#has]
    Shape silhouette(int glyph) {
        return new ColourGlyphPainter(this::outline, file).silhouette(drawing(glyph), fromFontUnits());
    }

    /// The bounds of all that is painted, also where it is nearly transparent.
    ///
    /// @throws IllegalArgumentException if there is no such glyph, see [#has]
    Rectangle2D bounds(int glyph) {
        return new ColourGlyphPainter(this::outline, file).area(drawing(glyph), fromFontUnits()).getBounds2D();
    }

    private ColourPaint drawing(int glyph) {
        return tables.paintOf(glyph).orElseThrow(() ->
                new IllegalArgumentException("%s has no drawable colour glyph %d".formatted(file, glyph)));
    }

    private AffineTransform fromFontUnits() {
        double scale = (double) CaptionFonts.EM / tables.unitsPerEm();
        return AffineTransform.getScaleInstance(scale, -scale);
    }

    /// The outline of a glyph in font units; y points up.
    ///
    /// FreeType rounds to 1/64 of a unit, which is exact in this size.
    private Shape outline(int glyph) {
        if (glyph >= inFontUnits.getNumGlyphs()) {
            throw new IllegalArgumentException("%s is damaged: glyph %d is one of %d"
                    .formatted(file, glyph, inFontUnits.getNumGlyphs()));
        }
        Shape outline = inFontUnits.createGlyphVector(UNHINTED, new int[] {glyph}).getGlyphOutline(0);
        return AffineTransform.getScaleInstance(1, -1).createTransformedShape(outline);
    }
}
