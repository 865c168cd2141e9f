package aive.planning;

import aive.composition.CaptionLook;
import aive.composition.CaptionLook.Face;
import aive.composition.CaptionLook.Outline;
import aive.composition.CaptionLook.Placement;
import aive.project.BoxShape;
import aive.project.CaptionAnchor;
import aive.project.CaptionAnimation;
import aive.project.CaptionBackground;
import aive.project.CaptionPosition;
import aive.project.CaptionSettings;
import aive.project.LetterCase;
import aive.time.Rational;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/// The look of a project's captions: its preset for the shape of the frame, with the author's changes.
///
/// Tall frames are shown by Shorts, Reels, and TikTok, which draw their own titles and buttons over the lowest fifth,
/// the upper tenth, and a column at the right. Captions of tall frames therefore keep 11 % free on both sides, are
/// centred at 70 % of the height, and are larger, because telephones are small.
///
/// @param look of the captions
/// @param words the most words at a time; empty for as many as fit
/// @param letterCase capital or small letters
/// @param animation how captions appear
public record CaptionDesign(
        CaptionLook look, OptionalInt words, LetterCase letterCase, CaptionAnimation animation) {

    private static final int WHITE = 0xFFFFFF;
    private static final int BLACK = 0;
    private static final int YELLOW = 0xFFD60A;

    /// The most words at a time in the preset `word`.
    private static final int FEW_WORDS = 3;

    /// The longest comfortable line, in font sizes: about 45 Latin letters.
    private static final Rational READABLE_LINE = Rational.of(26);

    private static final CaptionBackground DARK_BOX =
            new CaptionBackground(BLACK, Rational.of(7, 10), BoxShape.BLOCK);

    /// What a preset decides.
    ///
    /// @param wide font size in a wide frame, in thousandths of the shorter side
    /// @param tall font size in a tall or square frame, in thousandths of the shorter side
    /// @param outline width in a wide frame, in thousandths of the font size
    /// @param tallOutline width in a tall or square frame, in thousandths of the font size
    private record Preset(Face face, int wide, int tall, int outline, int tallOutline, LetterCase letterCase,
            Optional<CaptionBackground> background, Optional<Integer> highlight, OptionalInt words) {}

    private static Preset preset(CaptionSettings settings) {
        return switch (settings.style()) {
            case NONE, SUBTITLE -> new Preset(Face.SEMI_BOLD, 50, 70, 60, 80, LetterCase.AS_WRITTEN,
                    Optional.empty(), Optional.empty(), OptionalInt.empty());
            case BOLD -> new Preset(Face.EXTRA_BOLD, 62, 78, 90, 100, LetterCase.UPPER,
                    Optional.empty(), Optional.empty(), OptionalInt.empty());
            case BOX -> new Preset(Face.SEMI_BOLD, 48, 66, 0, 0, LetterCase.AS_WRITTEN,
                    Optional.of(DARK_BOX), Optional.empty(), OptionalInt.empty());
            case KARAOKE -> new Preset(Face.EXTRA_BOLD, 62, 78, 90, 100, LetterCase.AS_WRITTEN,
                    Optional.empty(), Optional.of(YELLOW), OptionalInt.empty());
            case WORD -> new Preset(Face.EXTRA_BOLD, 95, 115, 90, 100, LetterCase.UPPER,
                    Optional.empty(), Optional.empty(), OptionalInt.of(FEW_WORDS));
        };
    }

    /// The design without a font file.
    ///
    /// @param width of the frame, in pixels
    /// @param height of the frame, in pixels
    public static CaptionDesign of(CaptionSettings settings, int width, int height) {
        return of(settings, width, height, Optional.empty());
    }

    /// @param width of the frame, in pixels
    /// @param height of the frame, in pixels
    /// @param fontFile SHA-256 of the font file of the settings; empty if they have none
    static CaptionDesign of(CaptionSettings settings, int width, int height, Optional<String> fontFile) {
        Preset preset = preset(settings);
        boolean wide = width > height;
        int outline = wide ? preset.outline() : preset.tallOutline();
        CaptionLook look = new CaptionLook(
                settings.font(),
                preset.face(),
                fontFile,
                settings.size().orElse(Rational.of(wide ? preset.wide() : preset.tall(), 1_000)),
                preset.words().isPresent() ? 1 : height > width ? 3 : 2,
                READABLE_LINE,
                wide ? Rational.of(5, 100) : height > width ? Rational.of(11, 100) : Rational.of(6, 100),
                placement(settings.position(), wide),
                settings.colour().orElse(WHITE),
                new Outline(
                        settings.outlineColour().orElse(BLACK),
                        settings.outlineWidth().orElse(Rational.of(outline, 1_000))),
                settings.background().or(preset::background),
                settings.highlight().or(preset::highlight));
        return new CaptionDesign(
                look, preset.words(), settings.letterCase().orElse(preset.letterCase()),
                settings.animation());
    }

    private static Placement placement(Optional<CaptionPosition> position, boolean wide) {
        if (position.isEmpty()) {
            return wide
                    ? new Placement(Rational.of(92, 100), CaptionAnchor.BOTTOM)
                    : new Placement(Rational.of(70, 100), CaptionAnchor.MIDDLE);
        }
        CaptionAnchor anchor = position.get().anchor();
        Rational usual = switch (anchor) {
            case TOP -> wide ? Rational.of(8, 100) : Rational.of(14, 100);
            case MIDDLE -> Rational.of(1, 2);
            case BOTTOM -> wide ? Rational.of(92, 100) : Rational.of(78, 100);
        };
        return new Placement(position.get().height().orElse(usual), anchor);
    }

    /// Changes the letters of a text to the design's case. Every character keeps its index.
    String cased(String text) {
        return switch (letterCase) {
            case AS_WRITTEN -> text;
            case UPPER -> mapped(text, CaptionDesign::upper);
            case LOWER -> mapped(text, Character::toLowerCase);
        };
    }

    private static int upper(int character) {
        if (character == 'ß') {
            return 'ẞ';
        }
        // The capital letters of modern Georgian are in few fonts, and Georgians rarely use them.
        return Character.UnicodeScript.of(character) == Character.UnicodeScript.GEORGIAN
                ? character
                : Character.toUpperCase(character);
    }

    private static String mapped(String text, IntUnaryOperator letter) {
        StringBuilder mapped = new StringBuilder();
        text.codePoints().forEach(character -> {
            int other = letter.applyAsInt(character);
            boolean sameLength = Character.charCount(other) == Character.charCount(character);
            mapped.appendCodePoint(sameLength ? other : character);
        });
        return mapped.toString();
    }
}
