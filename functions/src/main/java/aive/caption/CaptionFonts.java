package aive.caption;

import aive.composition.CaptionLook;
import aive.error.ConfigurationError;
import aive.project.CaptionFamily;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.TextAttribute;
import java.io.File;
import java.io.IOException;
import java.lang.Character.UnicodeScript;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The fonts of captions: bundled ones for most scripts, and large ones that are installed beside the program.
///
/// Each is opened when it is first used. A cue names the large fonts that draw it, and others do not count: what a
/// caption looks like does not depend on what else is installed. A font file of the project's author comes before both,
/// for every letter that it has. Fonts of the operating system are not used.
///
/// Loading the fonts sets `java.awt.headless` and, on Linux, `sun.awt.fontconfig`, and must therefore come before any
/// other use of AWT in the process. Thread-safe.
public final class CaptionFonts {

    /// The font size for shaping and measuring, in units that the layout scales to pixels. It is large, since FreeType
    /// rounds to 1/64 of a unit.
    static final float EM = 100;

    /// The most graphemes whose fonts are kept; more than any language uses often.
    private static final int MOST_FOUND = 10_000;

    private static @Nullable CaptionFonts bundled;

    private final Opened opened;
    private final CaptionFamily family;
    private final CaptionLook.Face face;

    /// The large fonts that may draw, in the order of preference.
    private final List<LargeFont> large;

    /// The graphemes that were looked up; most texts repeat a few dozen.
    private final Map<String, Glyphs> found = new ConcurrentHashMap<>();

    private final AuthorsFonts authors;

    /// The font of the project's author that draws every letter that it has.
    private final Optional<Font> own;

    private CaptionFonts(Opened opened, CaptionFamily family, CaptionLook.Face face, List<LargeFont> large,
            AuthorsFonts authors, Optional<Font> own) {
        this.authors = authors;
        this.own = own;
        this.opened = opened;
        this.family = family;
        this.face = face;
        this.large = List.copyOf(large);
    }

    /// Fonts of the project's author, each opened when it is first used.
    ///
    /// @param files maps the SHA-256 of a font to its file
    private record AuthorsFonts(Function<String, Path> files, Map<String, Font> fonts) {

        static AuthorsFonts in(Function<String, Path> files) {
            return new AuthorsFonts(files, new ConcurrentHashMap<>());
        }

        Font of(String sha256) {
            return fonts.computeIfAbsent(sha256, missing -> read(files.apply(missing).toFile()));
        }
    }

    /// The files of all fonts, and those that are open.
    ///
    /// @param installed folder of the large fonts; empty to have none
    /// @param fonts by their files
    /// @param emoji the colour font, by its file
    private record Opened(
            FontFiles files, Optional<Path> installed, Map<File, Font> fonts, Map<Path, ColourFont> emoji) {

        Font bundled(FontFiles.Bundled font) {
            return open(files.file(font));
        }

        Optional<Font> large(LargeFont font) {
            return font == LargeFont.EMOJI
                    ? colourFont().map(ColourFont::font)
                    : installed.flatMap(font::installed).map(Path::toFile).map(this::open);
        }

        Optional<ColourFont> colourFont() {
            return installed
                    .flatMap(LargeFont.EMOJI::installed)
                    .map(file -> emoji.computeIfAbsent(file, CaptionFonts::readColours));
        }

        private Font open(File file) {
            return fonts.computeIfAbsent(file, CaptionFonts::read);
        }
    }

    /// The bundled fonts, unpacked into a temporary folder, without large fonts.
    ///
    /// @throws ConfigurationError if a font is missing or cannot be read
    public static synchronized CaptionFonts bundled() {
        if (bundled == null) {
            bundled = of(FontFiles.unpack());
        }
        return bundled;
    }

    /// The bundled fonts, unpacked into a folder at the first call, without large fonts.
    ///
    /// @throws ConfigurationError if a font is missing or cannot be read
    public static synchronized CaptionFonts bundled(Path cache) {
        if (bundled == null) {
            bundled = of(FontFiles.unpack(cache));
        }
        return bundled;
    }

    private static CaptionFonts of(FontFiles files) {
        Opened opened = new Opened(files, Optional.empty(), new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        AuthorsFonts none = AuthorsFonts.in(sha256 -> {
            throw new IllegalStateException("there is no font file " + sha256);
        });
        return new CaptionFonts(
                opened, CaptionFamily.NOTO_SANS, CaptionLook.Face.SEMI_BOLD, List.of(), none, Optional.empty());
    }

    /// The same fonts, and the large ones in a folder. No text is drawn with these before [#with].
    public CaptionFonts installedIn(Path folder) {
        return new CaptionFonts(
                new Opened(opened.files(), Optional.of(folder), opened.fonts(), opened.emoji()), family, face, large,
                authors, own);
    }

    /// The same fonts, and those of the project's author. They draw texts whose look names them.
    ///
    /// @param files maps the SHA-256 of a font, which [FontProbe] has checked, to its file; the file must exist as long
    ///     as these fonts are used
    public CaptionFonts reading(Function<String, Path> files) {
        return new CaptionFonts(opened, family, face, large, AuthorsFonts.in(files), own);
    }

    /// The same fonts; the font file of the look, if it has one, draws every letter that it has.
    public CaptionFonts withFileOf(CaptionLook look) {
        return look.file().isEmpty()
                ? this
                : new CaptionFonts(opened, family, face, large, authors, look.file().map(authors::of));
    }

    /// The same fonts with the family, the weight, and the font file of a look.
    CaptionFonts of(CaptionLook look) {
        return new CaptionFonts(opened, look.family(), look.face(), large, authors, look.file().map(authors::of));
    }

    /// The same fonts, and large fonts for what the bundled ones do not have.
    CaptionFonts with(List<LargeFont> added) {
        return added.equals(large) ? this : new CaptionFonts(opened, family, face, added, authors, own);
    }

    /// The same fonts, and the large fonts that a cue names.
    ///
    /// @param identities SHA-256 of the files
    /// @throws ConfigurationError if one is not installed
    CaptionFonts withAll(List<String> identities) {
        return with(identities.stream().map(this::named).toList());
    }

    private LargeFont named(String sha256) {
        return Stream.of(LargeFont.values())
                .filter(font -> font.sha256().equals(sha256))
                .filter(this::isInstalled)
                .findFirst()
                .orElseThrow(() -> new ConfigurationError(
                        "", "a caption font with the SHA-256 %s is not installed; run ./aive fonts, or deploy again"
                                .formatted(sha256)));
    }

    boolean isInstalled(LargeFont font) {
        return opened.installed().flatMap(font::installed).isPresent();
    }

    /// SHA-256 over the bytes of all bundled fonts, as 64 hexadecimal digits. It is part of the renderer's identity.
    public String digest() {
        return FontFiles.DIGEST;
    }

    /// The graphemes of a text that no font can draw, each once, in order of appearance: a flag, an emoji with its skin
    /// tone, an ideograph.
    ///
    /// Captions are drawn without them. Text beyond the longest possible caption is not examined.
    ///
    /// @param large the large fonts that draw the text
    public List<String> undrawable(String text, List<LargeFont> large) {
        return DrawableText.of(text, with(large)).undrawable();
    }

    /// How a grapheme is drawn.
    ///
    /// @param font the first font with glyphs for the whole grapheme, or else the first with a glyph for its base
    ///     character; empty if there is none
    /// @param drawn the characters for which the font has a glyph, without selectors of variants
    /// @param complete whether every visible character has a glyph
    record Glyphs(Optional<Font> font, String drawn, boolean complete) {}

    /// How a grapheme is drawn.
    Glyphs glyphs(String grapheme) {
        Glyphs known = found.get(grapheme);
        if (known == null) {
            known = lookUp(grapheme);
            if (found.size() < MOST_FOUND) {
                found.put(grapheme, known);
            }
        }
        return known;
    }

    private Glyphs lookUp(String grapheme) {
        Optional<Font> font = fontFor(grapheme);
        String drawn = font.map(drawing -> string(grapheme.codePoints()
                        .filter(character -> drawing.canDisplay(character) && !isVariationSelector(character))))
                .orElse("");
        return new Glyphs(font, drawn, font.filter(drawing -> drawsAll(drawing, grapheme)).isPresent());
    }

    private Optional<Font> fontFor(String grapheme) {
        Optional<Font> emoji = emoji()
                .filter(font -> Emoji.isEmoji(grapheme) && font.glyphs(withoutSelectors(grapheme)).isPresent())
                .map(ColourFont::font);
        return emoji.or(() -> candidates(grapheme)
                        .filter(font -> drawsAll(font, grapheme))
                        .findFirst())
                .or(() -> candidates(grapheme)
                        .filter(font -> draws(font, grapheme.codePointAt(0)))
                        .findFirst());
    }

    /// The font of colour emoji, if it may draw.
    Optional<ColourFont> emoji() {
        return large.contains(LargeFont.EMOJI) ? opened.colourFont() : Optional.empty();
    }

    private static String withoutSelectors(String grapheme) {
        return string(grapheme.codePoints().filter(character -> !isVariationSelector(character)));
    }

    private static String string(IntStream characters) {
        return characters
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// Whether the author's font or a bundled one has glyphs for a whole grapheme.
    boolean drawsWithoutLargeFonts(String grapheme) {
        return smallFor(grapheme).anyMatch(font -> drawsAll(font, grapheme));
    }

    /// Whether a large font is installed and has glyphs for a whole grapheme.
    boolean has(LargeFont font, String grapheme) {
        return opened.large(font).filter(there -> drawsAll(there, grapheme)).isPresent();
    }

    private Stream<Font> candidates(String grapheme) {
        return Stream.concat(
                smallFor(grapheme), large.stream().flatMap(font -> opened.large(font).stream()));
    }

    private Stream<Font> smallFor(String grapheme) {
        return Stream.concat(own.stream(), bundledFor(grapheme));
    }

    /// The bundled fonts for the script of a grapheme; for characters of no single script, such as punctuation, all.
    private Stream<Font> bundledFor(String grapheme) {
        UnicodeScript script = UnicodeScript.of(grapheme.codePointAt(0));
        boolean any = script == UnicodeScript.COMMON || script == UnicodeScript.INHERITED;
        FontFiles.Bundled unused =
                face == CaptionLook.Face.EXTRA_BOLD ? FontFiles.GENERAL : FontFiles.EXTRA_BOLD;
        return Stream.concat(
                        family(),
                        FontFiles.ALL.stream()
                                .filter(font -> !font.equals(unused) && !FontFiles.FAMILIES.contains(font)))
                .filter(font -> any || font.scripts().contains(script))
                .map(opened::bundled);
    }

    private Stream<FontFiles.Bundled> family() {
        return switch (family) {
            case NOTO_SANS -> Stream.empty();
            case MONTSERRAT -> Stream.of(FontFiles.MONTSERRAT);
            case POPPINS -> Stream.of(FontFiles.POPPINS);
            case ANTON -> Stream.of(FontFiles.ANTON);
        };
    }

    /// Whether a font has glyphs for a whole grapheme.
    private static boolean drawsAll(Font font, String grapheme) {
        return grapheme.codePoints().allMatch(character -> draws(font, character));
    }

    /// Whether a font has a glyph for a character, or the character is invisible.
    private static boolean draws(Font font, int character) {
        return Character.getType(character) == Character.FORMAT || isVariationSelector(character)
                || font.canDisplay(character);
    }

    /// Whether a character only selects a variant of the previous character; our fonts have no variants.
    private static boolean isVariationSelector(int character) {
        return (character >= 0xFE00 && character <= 0xFE0F) || (character >= 0xE0100 && character <= 0xE01EF);
    }

    private static ColourFont readColours(Path file) {
        try {
            return ColourFont.of(file);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationError("", "the caption font " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// A font in the size [#EM], to shape and measure text with.
    static Font open(File file) throws FontFormatException, IOException {
        return Font.createFont(Font.TRUETYPE_FONT, file)
                .deriveFont(EM)
                .deriveFont(Map.of(TextAttribute.KERNING, TextAttribute.KERNING_ON));
    }

    private static Font read(File file) {
        try {
            return open(file);
        } catch (FontFormatException | IOException e) {
            throw new ConfigurationError("", "the caption font " + file.getName() + " cannot be read: " + e, e);
        }
    }
}
