package aive.caption;

import aive.composition.CaptionLook;
import aive.error.ConfigurationError;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.TextAttribute;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The bundled caption fonts: Noto Sans for Latin, Cyrillic, Greek, Arabic, Hebrew, Devanagari, and Thai.
///
/// Fonts installed on the machine are not used. Loading the fonts sets `java.awt.headless` and, on Linux,
/// `sun.awt.fontconfig`, and must therefore come before any other use of AWT in the process. Thread-safe.
public final class CaptionFonts {

    /// The font size for shaping and measuring, in units that the layout scales to pixels. It is large, since FreeType
    /// rounds to 1/64 of a unit.
    static final float EM = 100;

    private static @Nullable CaptionFonts bundled;

    private final List<Font> fonts;
    private final Map<CaptionLook.Face, List<Font>> faces;
    private final String digest;

    private CaptionFonts(List<Font> fonts, Map<CaptionLook.Face, List<Font>> faces, String digest) {
        this.fonts = List.copyOf(fonts);
        this.faces = faces;
        this.digest = digest;
    }

    /// The same fonts with another weight of Latin, Cyrillic, Greek, and Devanagari.
    CaptionFonts of(CaptionLook.Face face) {
        return new CaptionFonts(faces.getOrDefault(face, fonts), faces, digest);
    }

    /// The fonts, loaded at the first call from a temporary folder.
    ///
    /// @throws ConfigurationError if a font is missing or cannot be read
    public static synchronized CaptionFonts bundled() {
        if (bundled == null) {
            bundled = load(FontFiles.unpack());
        }
        return bundled;
    }

    /// The fonts, loaded at the first call from a folder in which they are unpacked once.
    ///
    /// @throws ConfigurationError if a font is missing or cannot be read
    public static synchronized CaptionFonts bundled(Path cache) {
        if (bundled == null) {
            bundled = load(FontFiles.unpack(cache));
        }
        return bundled;
    }

    /// SHA-256 over the bytes of all font files, as 64 hexadecimal digits. It is part of the renderer's identity.
    public String digest() {
        return digest;
    }

    /// The graphemes of a text that no font can draw, each once, in order of appearance: a flag, an emoji with its skin
    /// tone, an ideograph.
    ///
    /// Captions are drawn without them. Text beyond the longest possible caption is not examined.
    public List<String> undrawable(String text) {
        return DrawableText.of(text, this).undrawable();
    }

    /// The first font with glyphs for a whole grapheme, or else the first with a glyph for its base character.
    Optional<Font> fontFor(String grapheme) {
        return fonts.stream()
                .filter(font -> grapheme.codePoints().allMatch(character -> draws(font, character)))
                .findFirst()
                .or(() -> fonts.stream().filter(font -> draws(font, grapheme.codePointAt(0))).findFirst());
    }

    /// Whether a font has a glyph for a character, or the character is invisible.
    static boolean draws(Font font, int character) {
        return Character.getType(character) == Character.FORMAT || isVariationSelector(character)
                || font.canDisplay(character);
    }

    /// Whether a character only selects a variant of the previous character; our fonts have no variants.
    static boolean isVariationSelector(int character) {
        return (character >= 0xFE00 && character <= 0xFE0F) || (character >= 0xE0100 && character <= 0xE01EF);
    }

    private static CaptionFonts load(FontFiles unpacked) {
        List<Font> fonts = new ArrayList<>();
        for (File file : unpacked.files()) {
            try {
                fonts.add(Font.createFont(Font.TRUETYPE_FONT, file)
                        .deriveFont(EM)
                        .deriveFont(Map.of(TextAttribute.KERNING, TextAttribute.KERNING_ON)));
            } catch (FontFormatException | IOException e) {
                throw new ConfigurationError("", "the caption font " + file.getName() + " cannot be read: " + e, e);
            }
        }
        List<Font> usual = fonts.subList(0, FontFiles.EXTRA_BOLD);
        List<Font> heavy = new ArrayList<>(usual);
        heavy.set(0, fonts.get(FontFiles.EXTRA_BOLD));
        return new CaptionFonts(
                usual,
                Map.of(CaptionLook.Face.SEMI_BOLD, List.copyOf(usual), CaptionLook.Face.EXTRA_BOLD, heavy),
                unpacked.digest());
    }
}
