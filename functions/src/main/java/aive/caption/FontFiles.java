package aive.caption;

import aive.error.ConfigurationError;
import aive.file.UnpackedFolder;
import aive.json.Json;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The bundled font files, unpacked.
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
            "NotoSansThai-SemiBold.ttf",
            "NotoSans-ExtraBold.ttf");

    /// The index of the heavy font, which replaces the first one in heavy captions.
    static final int EXTRA_BOLD = NAMES.size() - 1;

    FontFiles {
        files = List.copyOf(files);
    }

    private static final String CONFIGURATION = "fontconfig.properties";

    /// Unpacks the fonts into a temporary folder, which is deleted when the JVM ends, and configures AWT for them. Call
    /// it before any AWT class is initialized.
    ///
    /// @throws ConfigurationError if a font is missing or the temporary folder cannot be written
    static FontFiles unpack() {
        try {
            Path folder = Files.createTempDirectory("aive-fonts-");
            folder.toFile().deleteOnExit();
            Fonts fonts = Fonts.read();
            fonts.writeTo(folder);
            NAMES.forEach(name -> folder.resolve(name).toFile().deleteOnExit());
            folder.resolve(CONFIGURATION).toFile().deleteOnExit();
            return in(folder, fonts.digest());
        } catch (IOException e) {
            throw failure(System.getProperty("java.io.tmpdir"), e);
        }
    }

    /// Unpacks the fonts into a folder of a cache, unless they are there, and configures AWT for them. Call it before
    /// any AWT class is initialized.
    ///
    /// @throws ConfigurationError if a font is missing or the cache cannot be written
    static FontFiles unpack(Path cache) {
        try {
            Fonts fonts = Fonts.read();
            Path folder = cache.resolve(fonts.digest());
            UnpackedFolder.make(folder, fonts::writeTo);
            return in(folder, fonts.digest());
        } catch (IOException e) {
            throw failure(cache.toString(), e);
        }
    }

    private static FontFiles in(Path folder, String digest) {
        configureAwt(folder);
        return new FontFiles(NAMES.stream().map(name -> folder.resolve(name).toFile()).toList(), digest);
    }

    private static ConfigurationError failure(String folder, IOException cause) {
        return new ConfigurationError(
                "", "the caption fonts cannot be unpacked into %s: %s".formatted(folder, cause.getMessage()), cause);
    }

    /// The bytes of the bundled fonts.
    ///
    /// @param digest SHA-256 over the bytes of all files
    private record Fonts(List<byte[]> bytes, String digest) {

        static Fonts read() throws IOException {
            MessageDigest digest = Json.newSha256();
            List<byte[]> all = new ArrayList<>();
            for (String name : NAMES) {
                byte[] bytes = FontFiles.bytes(name);
                digest.update(bytes);
                all.add(bytes);
            }
            return new Fonts(all, HexFormat.of().formatHex(digest.digest()));
        }

        /// Writes the fonts and a configuration for AWT, which has only the first font.
        void writeTo(Path folder) throws IOException {
            for (int i = 0; i < bytes.size(); i++) {
                Files.write(folder.resolve(NAMES.get(i)), bytes.get(i));
            }
            Files.writeString(
                    folder.resolve(CONFIGURATION),
                    "version=1\nsequence.allfonts=default\nallfonts.default=%s\n".formatted(NAMES.getFirst()));
        }
    }

    /// Disables AWT's use of a screen and of fontconfig.
    ///
    /// AWS Lambda has no fontconfig, and AWT then fails to open any font file. A configuration with one font satisfies
    /// AWT, and makes drawing independent of installed fonts.
    private static void configureAwt(Path folder) {
        System.setProperty("java.awt.headless", "true");
        if (System.getProperty("os.name", "").startsWith("Linux") && System.getProperty("sun.awt.fontconfig") == null) {
            System.setProperty("sun.awt.fontconfig", folder.resolve(CONFIGURATION).toString());
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
}
