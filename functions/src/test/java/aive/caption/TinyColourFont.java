package aive.caption;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Builds a TrueType file with colour glyphs, for [ColourFontTest].
///
/// An em has 1,000 units. Glyphs 0 and from [#FIRST_COLOUR] on are empty; the others are [#SQUARE], [#LEFT_HALF], and
/// [#CENTRE]. The palette is red, green, blue, white, black, grey (128), and transparent red (alpha 0).
final class TinyColourFont {

    /// Covers the em.
    static final int SQUARE = 1;

    /// 500 × 1,000 units.
    static final int LEFT_HALF = 2;

    /// From 250 to 750 units in both directions.
    static final int CENTRE = 3;

    static final int FIRST_COLOUR = 4;

    static final int RED = 0;
    static final int GREEN = 1;
    static final int BLUE = 2;
    static final int WHITE = 3;
    static final int BLACK = 4;
    static final int GREY = 5;
    static final int NO_RED = 6;

    private static final int[] PALETTE =
            {0xFFFF0000, 0xFF00FF00, 0xFF0000FF, 0xFFFFFFFF, 0xFF000000, 0xFF808080, 0x00FF0000};
    private static final int[][] RECTANGLES = {{0, 0, 1000, 1000}, {0, 0, 500, 1000}, {250, 250, 750, 750}};

    private final List<byte[]> drawings = new ArrayList<>();
    private final List<byte[]> layers = new ArrayList<>();

    /// Adds a colour glyph, and returns its number.
    int add(byte[] drawing) {
        drawings.add(drawing);
        return FIRST_COLOUR + drawings.size() - 1;
    }

    /// A `PaintColrLayers` of the layers given.
    byte[] layers(byte[]... parts) {
        int first = layers.size();
        layers.addAll(List.of(parts));
        return layersFrom(first, parts.length);
    }

    static byte[] layersFrom(int first, int count) {
        return bytes(1, 1, 1, count, 4, first);
    }

    static byte[] solid(int colour, double alpha) {
        return bytes(1, 2, 2, colour, 2, fixed(alpha));
    }

    static byte[] solid(int colour) {
        return solid(colour, 1);
    }

    /// @param line of [#line]
    static byte[] linear(int x0, int y0, int x1, int y1, int x2, int y2, byte[] line) {
        return joined(bytes(1, 4, 3, 16, 2, x0, 2, y0, 2, x1, 2, y1, 2, x2, 2, y2), line);
    }

    static byte[] radial(int x0, int y0, int r0, int x1, int y1, int r1, byte[] line) {
        return joined(bytes(1, 6, 3, 16, 2, x0, 2, y0, 2, r0, 2, x1, 2, y1, 2, r1), line);
    }

    static byte[] sweep() {
        return joined(bytes(1, 8, 3, 12, 2, 0, 2, 0, 2, 0, 2, 0), line(0, RED, 1, BLUE));
    }

    /// @param placesAndColours by turns; the colours are opaque
    static byte[] line(double... placesAndColours) {
        byte[] line = bytes(1, 0, 2, placesAndColours.length / 2);
        for (int i = 0; i < placesAndColours.length; i += 2) {
            line = joined(
                    line, bytes(2, fixed(placesAndColours[i]), 2, (int) placesAndColours[i + 1], 2, fixed(1)));
        }
        return line;
    }

    static byte[] glyph(int glyph, byte[] content) {
        return joined(bytes(1, 10, 3, 6, 2, glyph), content);
    }

    static byte[] colrGlyph(int glyph) {
        return bytes(1, 11, 2, glyph);
    }

    /// @param values 16 bits each
    static byte[] transformed(int format, int[] values, byte[] content) {
        byte[] result = bytes(1, format, 3, 4 + 2 * values.length);
        for (int value : values) {
            result = joined(result, bytes(2, value));
        }
        return joined(result, content);
    }

    static byte[] affine(double xx, double yx, double xy, double yy, double dx, double dy, byte[] content) {
        byte[] result = bytes(1, 12, 3, 31, 3, 7);
        for (double value : new double[] {xx, yx, xy, yy, dx, dy}) {
            result = joined(result, bytes(4, (int) Math.round(value * 65536)));
        }
        return joined(result, content);
    }

    static byte[] composite(int mode, byte[] source, byte[] backdrop) {
        return joined(bytes(1, 32, 3, 8, 1, mode, 3, 8 + source.length), source, backdrop);
    }

    /// With 14 binary places.
    static int fixed(double value) {
        return (int) Math.round(value * 16384);
    }

    /// Numbers of the width before each: width in bytes, value, width in bytes, value, …
    static byte[] bytes(int... widthsAndValues) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * widthsAndValues.length);
        for (int i = 0; i < widthsAndValues.length; i += 2) {
            for (int shift = 8 * (widthsAndValues[i] - 1); shift >= 0; shift -= 8) {
                bytes.put((byte) (widthsAndValues[i + 1] >> shift));
            }
        }
        return copy(bytes);
    }

    static byte[] joined(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            bytes.put(part);
        }
        return bytes.array();
    }

    Path writeTo(Path file) throws IOException {
        return write(file, tables());
    }

    /// The tables by name. `COLR` and `CPAL` may be changed before they are written.
    Map<String, byte[]> tables() {
        int glyphs = FIRST_COLOUR + drawings.size();
        byte[] glyf = new byte[0];
        byte[] loca = bytes(4, 0, 4, 0);
        byte[] metrics = new byte[0];
        for (int glyph = 1; glyph < glyphs; glyph++) {
            if (glyph < FIRST_COLOUR) {
                glyf = joined(glyf, rectangle(RECTANGLES[glyph - 1]));
            }
            loca = joined(loca, bytes(4, glyf.length));
        }
        for (int glyph = 0; glyph < glyphs; glyph++) {
            metrics = joined(metrics, bytes(2, 1000, 2, glyph == CENTRE ? 250 : 0));
        }
        Map<String, byte[]> tables = new LinkedHashMap<>();
        tables.put("COLR", colr());
        tables.put("CPAL", cpal());
        // One segment: the characters from A on are the colour glyphs.
        tables.put("cmap", bytes(2, 0, 2, 1, 2, 3, 2, 1, 4, 12, 2, 4, 2, 32, 2, 0, 2, 4, 2, 4, 2, 1, 2, 0,
                2, 'A' + drawings.size() - 1, 2, 0xFFFF, 2, 0, 2, 'A', 2, 0xFFFF, 2, FIRST_COLOUR - 'A', 2, 1,
                2, 0, 2, 0));
        tables.put("glyf", glyf);
        tables.put("head", bytes(4, 0x10000, 4, 0x10000, 4, 0, 4, 0x5F0F3CF5, 2, 0, 2, 1000, 4, 0, 4, 0, 4, 0, 4, 0,
                2, 0, 2, 0, 2, 1000, 2, 1000, 2, 0, 2, 8, 2, 2, 2, 1, 2, 0));
        tables.put("hhea", bytes(4, 0x10000, 2, 1000, 2, 0, 2, 0, 2, 1000, 2, 0, 2, 0, 2, 1000, 2, 1, 2, 0, 2, 0,
                4, 0, 4, 0, 2, 0, 2, glyphs));
        tables.put("hmtx", metrics);
        tables.put("loca", loca);
        tables.put("maxp", bytes(4, 0x10000, 2, glyphs, 2, 4, 2, 1, 2, 0, 2, 0, 2, 1, 2, 0, 2, 0, 2, 0, 2, 0, 2, 0,
                2, 0, 2, 0, 2, 0));
        byte[] name = "T\0i\0n\0y".getBytes(StandardCharsets.ISO_8859_1);
        tables.put("name", joined(
                bytes(2, 0, 2, 2, 2, 30),
                bytes(2, 3, 2, 1, 2, 0x409, 2, 1, 2, 8, 2, 0, 2, 3, 2, 1, 2, 0x409, 2, 4, 2, 8, 2, 0),
                bytes(1, 0), name));
        tables.put("post", bytes(4, 0x30000, 4, 0, 4, 0, 4, 0, 4, 0, 4, 0, 4, 0, 4, 0));
        return tables;
    }

    static Path write(Path file, Map<String, byte[]> tables) throws IOException {
        byte[] header = bytes(4, 0x10000, 2, tables.size(), 2, 0, 2, 0, 2, 0);
        byte[] body = new byte[0];
        int start = 12 + 16 * tables.size();
        for (Map.Entry<String, byte[]> table : tables.entrySet()) {
            header = joined(
                    header, table.getKey().getBytes(StandardCharsets.ISO_8859_1),
                    bytes(4, 0, 4, start + body.length, 4, table.getValue().length));
            body = joined(body, table.getValue(), new byte[-table.getValue().length & 3]);
        }
        return Files.write(file, joined(header, body));
    }

    private byte[] colr() {
        byte[] glyphs = list(drawings, FIRST_COLOUR);
        return joined(
                bytes(2, 1, 2, 0, 4, 0, 4, 0, 2, 0, 4, 34, 4, 34 + glyphs.length, 4, 0, 4, 0, 4, 0), glyphs,
                list(layers, -1));
    }

    /// @param firstGlyph of a list with a glyph before each offset; −1 for none
    private static byte[] list(List<byte[]> parts, int firstGlyph) {
        byte[] list = bytes(4, parts.size());
        byte[] body = new byte[0];
        int start = 4 + (firstGlyph < 0 ? 4 : 6) * parts.size();
        for (int i = 0; i < parts.size(); i++) {
            list = joined(list, firstGlyph < 0 ? new byte[0] : bytes(2, firstGlyph + i), bytes(4, start + body.length));
            body = joined(body, parts.get(i));
        }
        return joined(list, body);
    }

    private static byte[] cpal() {
        byte[] cpal = bytes(2, 0, 2, PALETTE.length, 2, 1, 2, PALETTE.length, 4, 14, 2, 0);
        for (int colour : PALETTE) {
            cpal = joined(cpal, bytes(1, colour, 1, colour >> 8, 1, colour >> 16, 1, colour >> 24));
        }
        return cpal;
    }

    /// One contour of four points on the curve, with 16-bit coordinates.
    private static byte[] rectangle(int[] corners) {
        int left = corners[0];
        int bottom = corners[1];
        int right = corners[2];
        int top = corners[3];
        return joined(
                bytes(2, 1, 2, left, 2, bottom, 2, right, 2, top, 2, 3, 2, 0, 1, 1, 1, 1, 1, 1, 1, 1),
                bytes(2, left, 2, 0, 2, right - left, 2, 0, 2, bottom, 2, top - bottom, 2, 0, 2, bottom - top),
                new byte[2]);
    }

    private static byte[] copy(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.position()];
        bytes.flip().get(copy);
        return copy;
    }
}
