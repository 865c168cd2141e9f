package aive.caption;

import aive.error.ConfigurationError;
import aive.error.RenderError;
import aive.file.DiskFailure;
import aive.file.UnpackedFolder;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.Character.UnicodeScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;

/// The bundled font files in a folder, each unpacked when it is used.
final class FontFiles {

    /// A bundled TrueType file.
    ///
    /// @param scripts of its letters
    record Bundled(String name, Set<UnicodeScript> scripts) {}

    /// Has Latin, Cyrillic, Greek, and Devanagari, and also serves spaces, digits, and punctuation.
    static final Bundled GENERAL = new Bundled(
            "NotoSans-SemiBold.ttf",
            Set.of(UnicodeScript.LATIN, UnicodeScript.CYRILLIC, UnicodeScript.GREEK, UnicodeScript.DEVANAGARI));

    /// Replaces [#GENERAL] in heavy captions.
    static final Bundled EXTRA_BOLD = new Bundled("NotoSans-ExtraBold.ttf", GENERAL.scripts());

    static final Bundled MONTSERRAT =
            new Bundled("Montserrat-ExtraBold.ttf", Set.of(UnicodeScript.LATIN, UnicodeScript.CYRILLIC));
    static final Bundled POPPINS =
            new Bundled("Poppins-SemiBold.ttf", Set.of(UnicodeScript.LATIN, UnicodeScript.DEVANAGARI));
    static final Bundled ANTON = new Bundled("Anton-Regular.ttf", Set.of(UnicodeScript.LATIN));

    /// The families beside Noto Sans.
    static final List<Bundled> FAMILIES = List.of(MONTSERRAT, POPPINS, ANTON);

    /// The fonts in the order of preference.
    static final List<Bundled> ALL = List.of(
            GENERAL,
            EXTRA_BOLD,
            of("Arabic", UnicodeScript.ARABIC),
            of("Hebrew", UnicodeScript.HEBREW),
            of("Thai", UnicodeScript.THAI),
            of("Armenian", UnicodeScript.ARMENIAN),
            of("Bengali", UnicodeScript.BENGALI),
            of("Ethiopic", UnicodeScript.ETHIOPIC),
            of("Georgian", UnicodeScript.GEORGIAN),
            of("Gujarati", UnicodeScript.GUJARATI),
            of("Gurmukhi", UnicodeScript.GURMUKHI),
            of("Kannada", UnicodeScript.KANNADA),
            of("Khmer", UnicodeScript.KHMER),
            of("Lao", UnicodeScript.LAO),
            of("Malayalam", UnicodeScript.MALAYALAM),
            of("Myanmar", UnicodeScript.MYANMAR),
            of("Sinhala", UnicodeScript.SINHALA),
            of("Tamil", UnicodeScript.TAMIL),
            of("Telugu", UnicodeScript.TELUGU),
            MONTSERRAT,
            POPPINS,
            ANTON);

    /// SHA-256 over the bytes of [#ALL] in this order. A constant, because a cold start of a function would take a
    /// tenth of a second to compute it; a test compares it with the files.
    static final String DIGEST = "d942c3a6054f1c4588ef54011510a467665d9f876d4a7b2add1e38fe92601934";

    private static final String CONFIGURATION = "fontconfig.properties";

    private final Path folder;

    /// Whether the folder is deleted when the JVM ends.
    private final boolean temporary;

    private FontFiles(Path folder, boolean temporary) {
        this.folder = folder;
        this.temporary = temporary;
    }

    private static Bundled of(String name, UnicodeScript script) {
        return new Bundled("NotoSans" + name + "-SemiBold.ttf", Set.of(script));
    }

    /// Fonts in a temporary folder, which is deleted when the JVM ends. Configures AWT for them: call it before any AWT
    /// class is initialized.
    ///
    /// @throws ConfigurationError if a font is missing or the temporary folder cannot be written
    static FontFiles unpack() {
        try {
            Path folder = Files.createTempDirectory("aive-fonts-");
            folder.toFile().deleteOnExit();
            writeConfiguration(folder);
            folder.resolve(CONFIGURATION).toFile().deleteOnExit();
            FontFiles files = new FontFiles(folder, true);
            var _ = files.file(GENERAL);
            configureAwt(folder);
            return files;
        } catch (IOException e) {
            throw failure(System.getProperty("java.io.tmpdir"), e);
        }
    }

    /// Fonts in a folder of a cache, into which all are unpacked unless they are there. Configures AWT for them: call
    /// it before any AWT class is initialized.
    ///
    /// @throws ConfigurationError if a font is missing or the cache cannot be written
    static FontFiles unpack(Path cache) {
        try {
            Path folder = cache.resolve(DIGEST);
            UnpackedFolder.make(folder, FontFiles::writeAll);
            configureAwt(folder);
            return new FontFiles(folder, false);
        } catch (IOException e) {
            throw failure(cache.toString(), e);
        }
    }

    /// The file of a font.
    ///
    /// @throws ConfigurationError if the font is missing, or the folder cannot be written
    synchronized File file(Bundled font) {
        Path file = folder.resolve(font.name());
        if (temporary && !Files.exists(file)) {
            try {
                write(font, folder);
            } catch (IOException e) {
                throw failure(folder.toString(), e);
            }
            file.toFile().deleteOnExit();
        }
        return file.toFile();
    }

    private static void writeAll(Path folder) throws IOException {
        for (Bundled font : ALL) {
            write(font, folder);
        }
        writeConfiguration(folder);
    }

    private static void write(Bundled font, Path folder) throws IOException {
        try (InputStream bytes = open(font)) {
            Files.copy(bytes, folder.resolve(font.name()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// The bytes of a font. The caller closes the stream.
    static InputStream open(Bundled font) {
        InputStream resource = FontFiles.class.getResourceAsStream("fonts/" + font.name());
        if (resource == null) {
            throw new ConfigurationError("", "the caption font " + font.name() + " is missing from the program");
        }
        return resource;
    }

    /// Writes a configuration for AWT, which has only the general font.
    private static void writeConfiguration(Path folder) throws IOException {
        Files.writeString(
                folder.resolve(CONFIGURATION),
                "version=1\nsequence.allfonts=default\nallfonts.default=%s\n".formatted(GENERAL.name()));
    }

    private static RenderError failure(String folder, IOException cause) {
        return DiskFailure.ofCache("the caption fonts cannot be unpacked into " + folder, cause);
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
}
