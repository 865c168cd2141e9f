package aive.caption;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.DeadlineExceeded;
import aive.error.MediaTooLarge;
import aive.error.MediaUnusable;
import aive.media.FontInfo;
import aive.time.Deadline;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Which font files are accepted, and what is said about the others.
class FontProbeTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static Deadline soon() {
        return Deadline.in(Duration.ofMinutes(2));
    }

    private FontProbe.ProbedFont probe(byte[] bytes, Duration longest) {
        Path file = TestFonts.write(folder.resolve("font"), bytes);
        return new FontProbe(longest).probe(file, "/render/captions/font", "the font X", folder, soon());
    }

    private FontProbe.ProbedFont probe(byte[] bytes) {
        return probe(bytes, Duration.ofSeconds(60));
    }

    @Test
    void trueTypeAndPostScriptOutlinesAreAccepted() {
        assertEquals(
                new FontProbe.ProbedFont(new FontInfo(1_326), List.of()), probe(TestFonts.bundled(FontFiles.ANTON)));
        assertEquals(new FontProbe.ProbedFont(new FontInfo(2), List.of()), probe(TestFonts.postScript()));
    }

    @Test
    void aVariableFontIsAcceptedWithAWarning() {
        byte[] font = TestFonts.anton(tables -> tables.put("fvar", new byte[4]));
        assertEquals(
                List.of("is a variable font, of which only the default style is drawn; use a file of one style for"
                        + " another"),
                probe(font).warnings());
    }

    static Stream<Arguments> unusable() {
        String sameFont = "; use the .ttf or .otf file of the same font";
        byte[] anton = TestFonts.bundled(FontFiles.ANTON);
        return Stream.of(
                Arguments.of("nothing", new byte[0], "has 0 bytes and is not a font"),
                Arguments.of("collection", beginning("ttcf"),
                        "is a collection of several fonts (TTC); save the one that you need as a .ttf or .otf file"),
                Arguments.of("woff", beginning("wOFF"), "is a WOFF font, which is compressed for web pages" + sameFont),
                Arguments.of("woff2", beginning("wOF2"),
                        "is a WOFF2 font, which is compressed for web pages" + sameFont),
                Arguments.of("pfa", beginning("%!PS-AdobeFont-1.0: X"),
                        "is a Type 1 font (PostScript), an old format" + sameFont),
                Arguments.of("pfb", beginning("\u0080\1\0\0\0\0%!FontType1"),
                        "is a Type 1 font (PostScript), an old format" + sameFont),
                Arguments.of("zip", beginning("PK\3\4"),
                        "is a ZIP archive; unpack it and use the .ttf or .otf file in it"),
                Arguments.of("page", beginning("<!DOCTYPE html><html>"),
                        "is a web page or an XML document and not a font; check the address"),
                Arguments.of("noise", beginning("abcd"), "is not a font; use a .ttf or .otf file"),
                Arguments.of("truncated", Arrays.copyOf(anton, anton.length / 2),
                        "is damaged or truncated: table 9 should be 104472 bytes at 57116 of 80794"),
                Arguments.of("no tables", Arrays.copyOf(anton, 20), "is damaged: it should have 17 tables"),
                Arguments.of("no cmap", without("cmap"), "is damaged: it has no table 'cmap'"),
                Arguments.of("bitmaps", without("glyf"),
                        "has no outlines of letters; bitmap and SVG fonts cannot be used"),
                Arguments.of("CFF2", TestFonts.anton(tables -> tables.put("CFF2", new byte[4])),
                        "is a variable font with PostScript outlines (CFF2); use a file of one style of it"),
                Arguments.of("magic", changed("head", head -> head.putInt(12, 0)),
                        "is damaged: its table 'head' is wrong"),
                Arguments.of("units", changed("head", head -> head.putShort(18, (short) 0)),
                        "is damaged: it has 0 units per em; fonts have 16 to 16384"),
                Arguments.of("no glyphs", changed("maxp", maxp -> maxp.putShort(4, (short) 0)),
                        "is damaged: it has no glyphs"),
                Arguments.of("no characters", TestFonts.anton(tables -> tables.put("cmap", TestFonts.lettersAre(0))),
                        "has no visible letter, or no Unicode numbers of its letters"),
                Arguments.of("empty outlines", TestFonts.anton(tables ->
                        tables.computeIfPresent("loca", (_, places) -> new byte[places.length])),
                        "has no visible letter, or no Unicode numbers of its letters"));
    }

    private static byte[] beginning(String start) {
        return Arrays.copyOf(start.getBytes(ISO_8859_1), 100);
    }

    private static byte[] without(String table) {
        return TestFonts.anton(tables -> tables.remove(table));
    }

    private static byte[] changed(String table, Consumer<ByteBuffer> change) {
        return TestFonts.anton(tables -> change.accept(ByteBuffer.wrap(tables.get(table))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusable")
    void anUnusableFileIsRefusedWithItsReason(String name, byte[] bytes, String reason) {
        MediaUnusable error = assertThrows(MediaUnusable.class, () -> probe(bytes), name);
        assertEquals("/render/captions/font: the font X " + reason, error.getMessage());
    }

    @Test
    void aFileLargerThanAnyFontIsRefused() throws IOException {
        Path file = folder.resolve("large");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(FontProbe.MAX_BYTES + 1);
        }
        MediaTooLarge error = assertThrows(MediaTooLarge.class, () ->
                new FontProbe().probe(file, "/render/captions/font", "the font X", folder, soon()));
        assertEquals("/render/captions/font: the font X has 20971521 bytes; a font has at most 20971520 (20 MiB)",
                error.getMessage());
    }

    @Test
    void aFontThatTakesYearsToLoadIsRefusedAndItsProcessIsKilled() {
        MediaUnusable error =
                assertThrows(MediaUnusable.class, () -> probe(TestFonts.endless(), Duration.ofSeconds(1)));
        assertEquals(
                "/render/captions/font: the font X is damaged: its letters cannot be loaded within 1 s",
                error.getMessage());
        assertEquals(List.of(), checks());
    }

    @Test
    void theDeadlineOfTheStepIsNoFaultOfTheFont() {
        Path file = TestFonts.write(folder.resolve("font"), TestFonts.endless());
        assertThrows(DeadlineExceeded.class, () -> new FontProbe().probe(
                file, "/render/captions/font", "the font X", folder, Deadline.in(Duration.ofMillis(200))));
        assertEquals(List.of(), checks());
    }

    private static List<String> checks() {
        return ProcessHandle.current().descendants()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(command -> command.contains(FontCheck.class.getName()))
                .toList();
    }

    static LongStream seeds() {
        return LongStream.range(0, Boolean.getBoolean("aive.full") ? 200 : 2);
    }

    /// Damage that the header does not show: the check always ends with a verdict, and what it accepts can be drawn in
    /// this process.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aFontWithDamagedTablesIsRefusedOrCanBeDrawn(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> damaged = List.of("glyf", "loca", "GSUB", "GPOS", "GDEF", "cmap", "hmtx", "name", "CFF ");
        byte[] font = seed % 4 == 1 ? TestFonts.postScript() : TestFonts.anton(tables -> {});
        font = TestFonts.changed(font, (name, table) -> {
            for (int i = 0; damaged.contains(name) && i < 20; i++) {
                table[random.nextInt(table.length)] = (byte) random.nextInt(256);
            }
        });
        try {
            assertEquals(List.of(), probe(font).warnings());
        } catch (MediaUnusable e) {
            assertEquals("/render/captions/font", e.problems().getFirst().pointer());
            return;
        }
        CaptionFonts fonts = CaptionFonts.bundled().reading(Path::of);
        CaptionLayout layout =
                new CaptionLayout(fonts, 640, 360, TestLook.inFile(folder.resolve("font").toString()));
        for (String text : List.of("Grüße", "office ffi AVATAR To", "Jeder Buchstabe, und noch viel mehr 0123456789")) {
            layout.layOut(text).ifPresent(drawing -> assertTrue(
                    CaptionPainter.png(drawing, new PixelBounds(0, 0, 640, 360)).length > 0));
        }
    }
}
