package aive.caption;

import java.lang.Character.UnicodeScript;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Chooses the large fonts that draw the captions of one project.
///
/// Chinese, Japanese, and Korean share characters that each of them writes in another way. Which font comes first is
/// therefore decided by the project's language: by its author, or else by all its captions together. Kana are only
/// Japanese, and hangul only Korean; Chinese is simplified or traditional, whichever more characters are.
public final class LargeFonts {

    private final CaptionFonts fonts;
    private final List<LargeFont> order;

    /// The large fonts of one text.
    ///
    /// @param used those that draw it, in the order of preference; all are installed
    /// @param missing those that would draw more of it, and are not installed
    public record Choice(List<LargeFont> used, Set<LargeFont> missing) {

        public Choice {
            used = List.copyOf(used);
            missing = Set.copyOf(missing);
        }

        /// The SHA-256 of the fonts that draw the text.
        public List<String> identities() {
            return used.stream().map(LargeFont::sha256).toList();
        }
    }

    /// @param language of the captions; empty to guess it from them
    /// @param captions all captions of the project
    public LargeFonts(CaptionFonts fonts, Optional<Locale> language, List<String> captions) {
        this.fonts = fonts;
        this.order = order(language.flatMap(LargeFonts::of).orElseGet(() -> guessed(captions)));
    }

    /// The large fonts for what the bundled fonts do not have.
    public Choice of(String text) {
        Set<LargeFont> used = EnumSet.noneOf(LargeFont.class);
        Set<LargeFont> missing = EnumSet.noneOf(LargeFont.class);
        if (text.codePoints().allMatch(character -> character < 0x2000)) {
            // Nothing before the general punctuation is in a large font alone.
            return new Choice(List.of(), Set.of());
        }
        BreakIterator graphemes = BreakIterator.getCharacterInstance(Locale.ROOT);
        graphemes.setText(text);
        for (int start = 0, end = graphemes.next(); end != BreakIterator.DONE; start = end, end = graphemes.next()) {
            String grapheme = text.substring(start, end);
            List<LargeFont> candidates = candidates(grapheme);
            if (!candidates.isEmpty()) {
                candidates.stream().filter(font -> fonts.has(font, grapheme)).findFirst()
                        .ifPresentOrElse(used::add, () -> candidates.stream()
                                .filter(font -> !fonts.isInstalled(font))
                                .findFirst()
                                .ifPresent(missing::add));
            }
        }
        List<LargeFont> ordered = new ArrayList<>(order);
        ordered.add(LargeFont.EMOJI);
        ordered.retainAll(used);
        return new Choice(ordered, missing);
    }

    private List<LargeFont> candidates(String grapheme) {
        int first = grapheme.codePointAt(0);
        if (isEmoji(grapheme)) {
            return List.of(LargeFont.EMOJI);
        }
        return isEastAsian(first) && !fonts.drawsWithoutLargeFonts(grapheme) ? order : List.of();
    }

    /// Whether a grapheme is drawn as an emoji: by its own characters, or because no small font has it.
    private boolean isEmoji(String grapheme) {
        return Emoji.isEmoji(grapheme)
                || (Character.isEmoji(grapheme.codePointAt(0)) && !fonts.drawsWithoutLargeFonts(grapheme));
    }

    /// Whether a character is of a script of East Asia, or is punctuation or a symbol that mostly their fonts have.
    private static boolean isEastAsian(int character) {
        boolean wideForm = character >= 0xFF00 && character <= 0xFFEF;
        return wideForm || switch (UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> true;
            case COMMON -> character >= 0x2000;
            default -> false;
        };
    }

    private static Optional<LargeFont> of(Locale language) {
        return switch (language.getLanguage()) {
            case "ja" -> Optional.of(LargeFont.JAPANESE);
            case "ko" -> Optional.of(LargeFont.KOREAN);
            case "zh", "yue" -> Optional.of(isTraditional(language)
                    ? LargeFont.TRADITIONAL_CHINESE
                    : LargeFont.SIMPLIFIED_CHINESE);
            default -> Optional.empty();
        };
    }

    private static boolean isTraditional(Locale language) {
        return language.getScript().equals("Hant")
                || (language.getScript().isEmpty() && Set.of("TW", "HK", "MO").contains(language.getCountry()));
    }

    private static LargeFont guessed(List<String> captions) {
        boolean kana = captions.stream().flatMapToInt(String::codePoints).anyMatch(character -> {
            UnicodeScript script = UnicodeScript.of(character);
            return script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA;
        });
        if (kana) {
            return LargeFont.JAPANESE;
        }
        boolean hangul = captions.stream().flatMapToInt(String::codePoints)
                .anyMatch(character -> UnicodeScript.of(character) == UnicodeScript.HANGUL);
        if (hangul) {
            return LargeFont.KOREAN;
        }
        return traditional(captions) > 0 ? LargeFont.TRADITIONAL_CHINESE : LargeFont.SIMPLIFIED_CHINESE;
    }

    /// How many more characters are only traditional than are only simplified: in only one of two old character sets,
    /// one of Taiwan and one of China.
    private static long traditional(List<String> captions) {
        CharsetEncoder taiwan = Charset.forName("Big5").newEncoder();
        CharsetEncoder china = Charset.forName("GB2312").newEncoder();
        return captions.stream()
                .flatMapToInt(String::chars)
                .filter(character -> UnicodeScript.of(character) == UnicodeScript.HAN)
                .map(character ->
                        Boolean.compare(taiwan.canEncode((char) character), china.canEncode((char) character)))
                .sum();
    }

    /// The fonts of East Asia, the preferred one first.
    private static List<LargeFont> order(LargeFont first) {
        List<LargeFont> order = new ArrayList<>(List.of(first));
        for (LargeFont other : List.of(
                LargeFont.SIMPLIFIED_CHINESE, LargeFont.TRADITIONAL_CHINESE, LargeFont.JAPANESE, LargeFont.KOREAN)) {
            if (other != first) {
                order.add(other);
            }
        }
        return order;
    }
}
