package aive.caption;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The header of a TrueType or OpenType file, and the tables that it lists.
///
/// @param glyphs the number of glyphs that the file claims to have
/// @param variable whether the font has variations, such as several weights in one file
record FontHeader(int glyphs, boolean variable) {

    private static final int HEADER = 12;
    private static final int RECORD = 16;

    /// More tables than any font has.
    private static final int MOST_TABLES = 100;

    private static final int HEAD_LENGTH = 54;
    private static final int HEAD_MAGIC = 0x5F0F3CF5;

    /// Units on the side of a font's design square, from the OpenType specification.
    private static final int LEAST_UNITS = 16;

    private static final int MOST_UNITS = 16_384;

    /// Thrown for a file that is not a font, or not one that can be used. The message is the predicate of a sentence
    /// whose subject is the file.
    static final class NotUsable extends Exception {

        private static final long serialVersionUID = 1L;

        NotUsable(String predicate) {
            super(predicate);
        }
    }

    private record Table(int offset, int length) {}

    /// @param file the whole content of a file
    static FontHeader of(ByteBuffer file) throws NotUsable {
        if (file.limit() < HEADER) {
            throw new NotUsable("has %d bytes and is not a font".formatted(file.limit()));
        }
        boolean postScript = isPostScript(file);
        Map<String, Table> tables = tables(file);
        for (String name : List.of("cmap", "hhea", "hmtx", "name")) {
            var _ = required(tables, name);
        }
        checkOutlines(tables, postScript);
        Table head = required(tables, "head");
        if (head.length() < HEAD_LENGTH || file.getInt(head.offset() + 12) != HEAD_MAGIC) {
            throw new NotUsable("is damaged: its table 'head' is wrong");
        }
        int units = file.getShort(head.offset() + 18) & 0xFFFF;
        if (units < LEAST_UNITS || units > MOST_UNITS) {
            throw new NotUsable("is damaged: it has %d units per em; fonts have %d to %d"
                    .formatted(units, LEAST_UNITS, MOST_UNITS));
        }
        Table maxp = required(tables, "maxp");
        int glyphs = maxp.length() < 6 ? 0 : file.getShort(maxp.offset() + 4) & 0xFFFF;
        if (glyphs == 0) {
            throw new NotUsable("is damaged: it has no glyphs");
        }
        return new FontHeader(glyphs, tables.containsKey("fvar"));
    }

    /// Whether the outlines are of PostScript's kind (CFF), not of TrueType's.
    private static boolean isPostScript(ByteBuffer file) throws NotUsable {
        String start = StandardCharsets.ISO_8859_1.decode(file.slice(0, HEADER)).toString();
        String signature = start.substring(0, 4);
        if (signature.equals("OTTO") || signature.equals("\0\1\0\0") || signature.equals("true")) {
            return signature.equals("OTTO");
        }
        String sameFont = "use the .ttf or .otf file of the same font";
        throw new NotUsable(switch (signature) {
            case "ttcf" ->
                "is a collection of several fonts (TTC); save the one that you need as a .ttf or .otf file";
            case "wOFF" -> "is a WOFF font, which is compressed for web pages; " + sameFont;
            case "wOF2" -> "is a WOFF2 font, which is compressed for web pages; " + sameFont;
            case "PK\3\4" -> "is a ZIP archive; unpack it and use the .ttf or .otf file in it";
            default -> {
                if (start.startsWith("%!") || start.startsWith("\u0080\1") || signature.equals("typ1")) {
                    yield "is a Type 1 font (PostScript), an old format; " + sameFont;
                }
                yield start.stripLeading().startsWith("<")
                        ? "is a web page or an XML document and not a font; check the address"
                        : "is not a font; use a .ttf or .otf file";
            }
        });
    }

    private static Map<String, Table> tables(ByteBuffer file) throws NotUsable {
        int count = file.getShort(4) & 0xFFFF;
        int end = HEADER + count * RECORD;
        if (count == 0 || count > MOST_TABLES || end > file.limit()) {
            throw new NotUsable("is damaged: it should have %d tables".formatted(count));
        }
        Map<String, Table> tables = new HashMap<>();
        for (int record = HEADER; record < end; record += RECORD) {
            String name = StandardCharsets.ISO_8859_1.decode(file.slice(record, 4)).toString();
            long offset = file.getInt(record + 8) & 0xFFFF_FFFFL;
            long length = file.getInt(record + 12) & 0xFFFF_FFFFL;
            if (offset < end || offset + length > file.limit()) {
                throw new NotUsable("is damaged or truncated: table %d should be %d bytes at %d of %d".formatted(
                        (record - HEADER) / RECORD + 1, length, offset, file.limit()));
            }
            if (tables.put(name, new Table((int) offset, (int) length)) != null) {
                throw new NotUsable("is damaged: it has two tables of one name");
            }
        }
        return tables;
    }

    private static Table required(Map<String, Table> tables, String name) throws NotUsable {
        Table table = tables.get(name);
        if (table == null) {
            throw new NotUsable("is damaged: it has no table '%s'".formatted(name));
        }
        return table;
    }

    private static void checkOutlines(Map<String, Table> tables, boolean postScript) throws NotUsable {
        if (tables.containsKey("CFF2")) {
            throw new NotUsable("is a variable font with PostScript outlines (CFF2); use a file of one style of it");
        }
        if (postScript ? !tables.containsKey("CFF ") : !tables.containsKey("glyf") || !tables.containsKey("loca")) {
            throw new NotUsable("has no outlines of letters; bitmap and SVG fonts cannot be used");
        }
    }
}
