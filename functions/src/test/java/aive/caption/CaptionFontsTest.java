package aive.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.json.Json;
import java.awt.GraphicsEnvironment;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
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
}
