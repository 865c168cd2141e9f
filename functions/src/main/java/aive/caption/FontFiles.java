package aive.caption;

import aive.error.ConfigurationError;
import aive.json.Json;
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

/// The bundled font files, unpacked into a temporary folder that is deleted when the JVM ends.
///
/// @param files one per font, in the order of preference
/// @param digest SHA-256 over the bytes of all files in this order, as 64 hexadecimal digits
record FontFiles(List<File> files, String digest) {

    /// TrueType files. The first has Latin, Cyrillic, Greek, and Devanagari, and also serves spaces, digits, and
    /// punctuation.
    private static final List<String> NAMES = List.of(
            "NotoSans-SemiBold.ttf",
            "NotoSansArabic-SemiBold.ttf",
            "NotoSansHebrew-SemiBold.ttf",
            "NotoSansThai-SemiBold.ttf");

    FontFiles {
        files = List.copyOf(files);
    }

    /// Unpacks the fonts and configures AWT for them. Call it before any AWT class is initialized.
    ///
    /// @throws ConfigurationError if a font is missing or the temporary folder cannot be written
    static FontFiles unpack() {
        try {
            Path folder = Files.createTempDirectory("aive-fonts-");
            folder.toFile().deleteOnExit();
            List<File> files = new ArrayList<>();
            MessageDigest digest = Json.newSha256();
            for (String name : NAMES) {
                byte[] bytes = bytes(name);
                digest.update(bytes);
                files.add(write(folder.resolve(name), bytes));
            }
            configureAwt(folder, NAMES.getFirst());
            return new FontFiles(files, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw new ConfigurationError("", "the caption fonts could not be unpacked below "
                    + System.getProperty("java.io.tmpdir") + ": " + e, e);
        }
    }

    /// Disables AWT's use of a screen and of fontconfig.
    ///
    /// AWS Lambda has no fontconfig, and AWT then fails to open any font file. A configuration with one font satisfies
    /// AWT, and makes drawing independent of installed fonts.
    private static void configureAwt(Path folder, String font) throws IOException {
        System.setProperty("java.awt.headless", "true");
        if (System.getProperty("os.name", "").startsWith("Linux") && System.getProperty("sun.awt.fontconfig") == null) {
            String list = "version=1\nsequence.allfonts=default\nallfonts.default=" + font + "\n";
            File file = write(folder.resolve("fontconfig.properties"), list.getBytes(StandardCharsets.UTF_8));
            System.setProperty("sun.awt.fontconfig", file.getPath());
        }
        // HarfBuzz through JNI instead of the foreign function API saves about 120 ms at a cold start.
        if (System.getProperty("sun.font.layout.ffm") == null) {
            System.setProperty("sun.font.layout.ffm", "false");
        }
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream resource = FontFiles.class.getResourceAsStream("fonts/" + name)) {
            if (resource == null) {
                throw new ConfigurationError("", "the caption font " + name + " is missing from the program");
            }
            return resource.readAllBytes();
        }
    }

    private static File write(Path path, byte[] bytes) throws IOException {
        File file = Files.write(path, bytes).toFile();
        file.deleteOnExit();
        return file;
    }
}
