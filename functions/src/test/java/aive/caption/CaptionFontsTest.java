package aive.caption;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.composition.CaptionLook;
import aive.json.Json;
import aive.project.CaptionFamily;
import java.awt.GraphicsEnvironment;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CaptionFontsTest {

    @Test
    void theFontsAreLoadedOnceAndHaveADigest() throws IOException {
        // when
        CaptionFonts fonts = CaptionFonts.bundled();
        // then
        assertSame(fonts, CaptionFonts.bundled());
        MessageDigest digest = Json.newSha256();
        for (FontFiles.Bundled font : FontFiles.ALL) {
            try (InputStream bytes = FontFiles.open(font)) {
                digest.update(bytes.readAllBytes());
            }
        }
        assertEquals(HexFormat.of().formatHex(digest.digest()), fonts.digest());
    }

    @Test
    void noScreenIsUsed() {
        // when
        CaptionFonts.bundled();
        // then
        assertTrue(GraphicsEnvironment.isHeadless());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void withoutFontconfigCaptionsHaveTheSamePixels(@TempDir Path folder) throws Exception {
        // given
        Path font = folder.resolve("font.ttf");
        try (InputStream resource =
                Objects.requireNonNull(CaptionFonts.class.getResourceAsStream("fonts/NotoSans-SemiBold.ttf"))) {
            Files.copy(resource, font);
        }
        // when
        List<String> plain = runWithoutFontconfig(folder, "plain", font.toString());
        List<String> ours = runWithoutFontconfig(folder, "ours");
        // then
        assertNotEquals("0", plain.getFirst(), "plain Java was expected to fail: " + plain);
        assertEquals(List.of("0", CaptionWithoutFontconfig.fingerprint()), ours);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void unpackedFontsAreDeletedWhenTheProcessEnds(@TempDir Path folder) throws Exception {
        // when
        List<String> ours = runWithoutFontconfig(folder, "ours");
        // then
        assertEquals("0", ours.getFirst(), ours.toString());
        try (var files = Files.list(folder)) {
            assertEquals(
                    List.of(), files.filter(file -> file.getFileName().toString().startsWith("aive-fonts-")).toList());
        }
    }

    /// The exit code, then the lines of output. An empty file with the library's name, found first, hides the real
    /// library.
    private static List<String> runWithoutFontconfig(Path folder, String... arguments)
            throws IOException, InterruptedException {
        for (String library : List.of("libfontconfig.so.1", "libfontconfig.so")) {
            Files.write(folder.resolve(library), new byte[0]);
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                CaptionWithoutFontconfig.class.getName()));
        command.addAll(List.of(arguments));
        File output = folder.resolve("output").toFile();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
        builder.environment().put("LD_LIBRARY_PATH", folder.toString());
        builder.environment().remove("DISPLAY");
        List<String> result = new ArrayList<>(List.of(Integer.toString(builder.start().waitFor())));
        result.addAll(Files.readAllLines(output.toPath(), StandardCharsets.UTF_8));
        return result;
    }

    /// A look with a font file, whose SHA-256 is its path here.
    private static CaptionLook look(Path file) {
        return TestLook.inFile(file.toString());
    }

    private static CaptionLook look(CaptionFamily family) {
        CaptionLook look = TestLook.WIDE;
        return new CaptionLook(
                family, look.face(), Optional.empty(), look.size(), look.lines(), look.longestLine(),
                look.sideMargin(), look.placement(), look.colour(), look.outline(), look.background(),
                look.highlight());
    }

    private static byte[] png(CaptionFonts fonts, CaptionLook look, String text) {
        CaptionDrawing drawing = new CaptionLayout(fonts, 640, 360, look).layOut(text).orElseThrow();
        return CaptionPainter.png(drawing, new PixelBounds(0, 0, 640, 360));
    }

    @Test
    void aFontFileDrawsWhatItHasAndOurFontsTheRest(@TempDir Path folder) {
        // given: Anton as a file, and as our family; both have Latin letters only
        Path file = TestFonts.anton(folder);
        CaptionFonts fonts = CaptionFonts.bundled().reading(Path::of);
        for (String text : List.of("Plain Ünïcode", "Latin, кириллица, ελληνικά, עברית, ไทย", "A\nB")) {
            // then
            assertArrayEquals(
                    png(CaptionFonts.bundled(), look(CaptionFamily.ANTON), text), png(fonts, look(file), text), text);
        }
        assertNotEquals(
                Arrays.toString(png(fonts, TestLook.WIDE, "Plain")), Arrays.toString(png(fonts, look(file), "Plain")),
                "a look without a file");
    }

    @Test
    void twoFilesAreToldApart(@TempDir Path folder) {
        CaptionFonts fonts = CaptionFonts.bundled().reading(Path::of);
        Path anton = TestFonts.anton(folder);
        Path montserrat = TestFonts.montserrat(folder);
        assertArrayEquals(
                png(fonts, look(CaptionFamily.MONTSERRAT), "Two fonts"), png(fonts, look(montserrat), "Two fonts"));
        assertArrayEquals(png(fonts, look(CaptionFamily.ANTON), "Two fonts"), png(fonts, look(anton), "Two fonts"));
    }

    @Test
    void whatAFontFileLacksIsFoundInOurFontsOrIsUndrawable(@TempDir Path folder) {
        // given: a font with Latin letters only
        Path file = TestFonts.write(folder.resolve("font"), TestFonts.postScript());
        CaptionFonts fonts = CaptionFonts.bundled().reading(Path::of).withFileOf(look(file));
        // then
        assertEquals(List.of("骨"), fonts.undrawable("A 骨", List.of()));
        assertEquals(List.of(), fonts.undrawable("A Ж", List.of()));
        assertTrue(fonts.drawsWithoutLargeFonts("A"));
        assertFalse(fonts.drawsWithoutLargeFonts("骨"));
    }

    @Test
    void aTruncatedTextInAFontWithoutAnEllipsisHasOneOfOurs(@TempDir Path folder) {
        Path file = TestFonts.write(folder.resolve("font"), TestFonts.postScript());
        CaptionFonts fonts = CaptionFonts.bundled().reading(Path::of).withFileOf(look(file));
        DrawableText shorter = DrawableText.of("AAAA", fonts).shortenedTo(2);
        assertEquals("AA…", shorter.text());
        assertFalse(shorter.fonts().getFirst().canDisplay('…'));
        assertTrue(shorter.fonts().getLast().canDisplay('…'));
    }
}
