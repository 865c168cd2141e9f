package aive.caption;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Font files for tests, as an author would bring them: a font of ours as a file, and fonts that are made or damaged
/// here.
public final class TestFonts {

    private static final int HEADER = 12;
    private static final int RECORD = 16;
    private static final String TRUETYPE = "\0\1\0\0";

    private TestFonts() {}

    /// Anton as a file without an extension; it has Latin letters only.
    public static Path anton(Path folder) {
        return write(folder.resolve("anton-file"), bundled(FontFiles.ANTON));
    }

    /// Montserrat as a file; it has Latin and Cyrillic letters.
    public static Path montserrat(Path folder) {
        return write(folder.resolve("montserrat-file"), bundled(FontFiles.MONTSERRAT));
    }

    static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bundled(FontFiles.Bundled font) {
        try (InputStream bytes = FontFiles.open(font)) {
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Anton with changed tables.
    static byte[] anton(Consumer<Map<String, byte[]>> change) {
        Map<String, byte[]> tables = tables(bundled(FontFiles.ANTON));
        change.accept(tables);
        return file(TRUETYPE, tables);
    }

    /// A font with changed tables.
    ///
    /// @param change receives the name and the bytes of each table
    static byte[] changed(byte[] font, BiConsumer<String, byte[]> change) {
        Map<String, byte[]> tables = tables(font);
        tables.forEach(change);
        return file(new String(font, 0, 4, StandardCharsets.ISO_8859_1), tables);
    }

    private static Map<String, byte[]> tables(byte[] font) {
        ByteBuffer file = ByteBuffer.wrap(font);
        Map<String, byte[]> tables = new TreeMap<>();
        for (int i = 0; i < file.getShort(4); i++) {
            int record = HEADER + i * RECORD;
            byte[] table = new byte[file.getInt(record + 12)];
            file.get(file.getInt(record + 8), table);
            tables.put(new String(font, record, 4, StandardCharsets.ISO_8859_1), table);
        }
        return tables;
    }

    private static byte[] file(String signature, Map<String, byte[]> tables) {
        int length = HEADER + tables.size() * RECORD;
        for (byte[] table : tables.values()) {
            length += (table.length + 3) / 4 * 4;
        }
        ByteBuffer file = ByteBuffer.allocate(length);
        file.put(signature.getBytes(StandardCharsets.ISO_8859_1)).putShort((short) tables.size());
        int record = HEADER;
        int offset = HEADER + tables.size() * RECORD;
        for (Map.Entry<String, byte[]> table : tables.entrySet()) {
            file.put(record, table.getKey().getBytes(StandardCharsets.ISO_8859_1));
            file.putInt(record + 8, offset).putInt(record + 12, table.getValue().length);
            file.put(offset, table.getValue());
            record += RECORD;
            offset += (table.getValue().length + 3) / 4 * 4;
        }
        return file.array();
    }

    /// A font with PostScript outlines, in which every letter is a square.
    static byte[] postScript() {
        Map<String, byte[]> tables = tables(bundled(FontFiles.ANTON));
        tables.keySet().retainAll(Set.of("OS/2", "head", "hhea", "maxp", "name", "post"));
        ByteBuffer.wrap(tables.get("hhea")).putShort(34, (short) 2);
        tables.put("maxp", ByteBuffer.allocate(6).putInt(0x5000).putShort((short) 2).array());
        tables.put("hmtx", ByteBuffer.allocate(8).putInt(0x0400_0000).putInt(0x0400_0000).array());
        tables.put("cmap", lettersAre(1));
        tables.put("CFF ", squares());
        return file("OTTO", tables);
    }

    /// A table `cmap` that maps the characters A to z to one glyph.
    static byte[] lettersAre(int glyph) {
        int[] glyphs = new int['z' - 'A' + 1];
        ByteBuffer table = ByteBuffer.allocate(12 + 32 + 2 * glyphs.length);
        table.putShort((short) 0).putShort((short) 1).putShort((short) 3).putShort((short) 1).putInt(12);
        table.putShort((short) 4).putShort((short) (32 + 2 * glyphs.length)).putShort((short) 0);
        table.putShort((short) 4).putShort((short) 4).putShort((short) 1).putShort((short) 0);
        table.putShort((short) 'z').putShort((short) 0xFFFF).putShort((short) 0);
        table.putShort((short) 'A').putShort((short) 0xFFFF);
        table.putShort((short) 0).putShort((short) 1);
        table.putShort((short) 4).putShort((short) 0);
        for (int _ : glyphs) {
            table.putShort((short) glyph);
        }
        return table.array();
    }

    /// A CFF table of two glyphs: nothing, and a square.
    private static byte[] squares() {
        byte[] nothing = {14};
        byte[] square = {28, 0, 100, 28, 0, 100, 21, 28, 4, 0, 6, 28, 4, 0, 7, 28, (byte) 0xFC, 0, 6, 14};
        byte[] name = index("Test".getBytes(StandardCharsets.US_ASCII));
        byte[] letters = index(nothing, square);
        int before = 4 + name.length + index(new byte[17]).length + 4;
        ByteBuffer dictionary = ByteBuffer.allocate(17);
        dictionary.put((byte) 29).putInt(before).put((byte) 17);
        dictionary.put((byte) 29).putInt(0).put((byte) 29).putInt(before + letters.length).put((byte) 18);
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        table.writeBytes(new byte[] {1, 0, 4, 1});
        table.writeBytes(name);
        table.writeBytes(index(dictionary.array()));
        table.writeBytes(new byte[4]);
        table.writeBytes(letters);
        return table.toByteArray();
    }

    private static byte[] index(byte[]... entries) {
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        index.writeBytes(new byte[] {0, (byte) entries.length, 1, 1});
        int end = 1;
        for (byte[] entry : entries) {
            end += entry.length;
            index.write(end);
        }
        for (byte[] entry : entries) {
            index.writeBytes(entry);
        }
        return index.toByteArray();
    }

    /// A font whose glyphs have other glyphs as their parts, hundreds each, over several levels: to load the last one
    /// takes years.
    static byte[] endless() {
        return anton(tables -> {
            int glyphs = ByteBuffer.wrap(tables.get("maxp")).getShort(4);
            int parts = 500;
            int levels = 6;
            int length = (10 + 6 * parts + 3) / 4 * 4;
            ByteBuffer outlines = ByteBuffer.allocate(length * levels);
            ByteBuffer places = ByteBuffer.allocate(4 * (glyphs + 1));
            for (int level = 1; level <= levels; level++) {
                int start = length * (level - 1);
                outlines.position(start).putShort((short) -1).putLong(0);
                for (int part = 1; part <= parts; part++) {
                    outlines.putShort((short) (part < parts ? 0x22 : 2)).putShort((short) (level - 1));
                    outlines.putShort((short) 0);
                }
                places.putInt(4 * level, start);
            }
            for (int glyph = levels + 1; glyph <= glyphs; glyph++) {
                places.putInt(4 * glyph, length * levels);
            }
            ByteBuffer.wrap(tables.get("head")).putShort(50, (short) 1);
            ByteBuffer.wrap(tables.get("maxp")).putShort(28, (short) parts).putShort(30, (short) 16);
            tables.put("glyf", outlines.array());
            tables.put("loca", places.array());
        });
    }
}
