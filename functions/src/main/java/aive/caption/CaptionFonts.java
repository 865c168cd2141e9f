package aive.caption;

import aive.error.ConfigurationError;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.TextAttribute;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The fonts that captions are drawn with: Noto Sans for Latin, Cyrillic, Greek, Arabic, Hebrew, Devanagari, and Thai.
///
/// They come with the program; what is installed on the machine plays no part. Loading them sets `java.awt.headless` and, on Linux,
/// `sun.awt.fontconfig`, so it must come before any other use of AWT in the process. Safe for use by several threads.
public final class CaptionFonts {

    /// Size at which everything is shaped and measured, in units that the layout scales to pixels: large, because FreeType rounds to 1/64.
    static final float EM = 100;

    private static @Nullable CaptionFonts bundled;

    private final List<Font> fonts;
    private final String digest;

    private CaptionFonts(List<Font> fonts, String digest) {
        this.fonts = List.copyOf(fonts);
        this.digest = digest;
    }

    /// The fonts, read at the first call and shared from then on.
    ///
    /// @throws ConfigurationError if a font is missing or cannot be read
    public static synchronized CaptionFonts bundled() {
        if (bundled == null) {
            bundled = load();
        }
        return bundled;
    }

    /// SHA-256 over the bytes of all font files, as 64 hexadecimal digits: part of the identity of every picture that shows a caption.
    public String digest() {
        return digest;
    }

    /// What of a text none of the fonts can draw, as a reader sees it (one grapheme each: a flag, an emoji with its skin tone, an ideograph),
    /// each once, in order of appearance. Captions are drawn without it.
    ///
    /// Only the part of an absurdly long text that a caption can hold is looked at.
    public List<String> undrawable(String text) {
        return DrawableText.of(text, this).undrawable();
    }

    /// The first font that can draw all of a grapheme; failing that, the first that can draw its base character.
    Optional<Font> fontFor(String grapheme) {
        return fonts.stream()
                .filter(font -> grapheme.codePoints().allMatch(character -> draws(font, character)))
                .findFirst()
                .or(() -> fonts.stream().filter(font -> draws(font, grapheme.codePointAt(0))).findFirst());
    }

    /// Whether a font has a glyph for a character, or the character is one that shows in its neighbours only.
    static boolean draws(Font font, int character) {
        return Character.getType(character) == Character.FORMAT || isVariationSelector(character) || font.canDisplay(character);
    }

    /// Whether a character only chooses between forms of the one before it; our fonts have one form of each.
    static boolean isVariationSelector(int character) {
        return (character >= 0xFE00 && character <= 0xFE0F) || (character >= 0xE0100 && character <= 0xE01EF);
    }

    private static CaptionFonts load() {
        FontFiles unpacked = FontFiles.unpack();
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
        return new CaptionFonts(fonts, unpacked.digest());
    }
}
