package aive.project;

import aive.time.Rational;
import java.util.Optional;

/// The input's `render.captions` object. What is absent comes from the style and from the shape of the frame.
///
/// @param text the sentence field with the caption text
/// @param style the preset
/// @param position vertical position; absent for the style's
/// @param size font size as a share of the frame's shorter side
/// @param colour of the letters, 24-bit RGB
/// @param outlineColour of the outline, 24-bit RGB
/// @param outlineWidth in font sizes
/// @param background box behind the letters
/// @param letterCase capital or small letters
/// @param highlight colour of the word that is being spoken, 24-bit RGB
/// @param font the family
/// @param fontFile a font file whose letters replace the family's; absent for none
/// @param animation how captions appear
/// @param language of the captions, a BCP 47 tag; absent to guess it from their characters
/// @param onMissing what happens if no font has a character; absent to refuse only captions of which nothing is left
public record CaptionSettings(
        CaptionSource text,
        CaptionPreset style,
        Optional<CaptionPosition> position,
        Optional<Rational> size,
        Optional<Integer> colour,
        Optional<Integer> outlineColour,
        Optional<Rational> outlineWidth,
        Optional<CaptionBackground> background,
        Optional<LetterCase> letterCase,
        Optional<Integer> highlight,
        CaptionFamily font,
        Optional<Source> fontFile,
        CaptionAnimation animation,
        Optional<String> language,
        Optional<OnMissing> onMissing) {

    /// The settings of a style, without changes to it.
    public static CaptionSettings of(CaptionSource text, CaptionPreset style) {
        return new CaptionSettings(
                text, style, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), CaptionFamily.NOTO_SANS, Optional.empty(),
                CaptionAnimation.NONE, Optional.empty(), Optional.empty());
    }

    /// Whether the captions depend on the times of single words.
    public boolean needsWords() {
        return style == CaptionPreset.KARAOKE || style == CaptionPreset.WORD || highlight.isPresent();
    }

    /// Whether captions are drawn.
    public boolean enabled() {
        return style != CaptionPreset.NONE;
    }
}
