package aive.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LargeFontsTest {

    private static final CaptionFonts NONE_INSTALLED = CaptionFonts.bundled();

    /// The variant is what would be installed first.
    @ParameterizedTest
    @CsvSource({
        "骨, こんにちは, , JAPANESE",
        "骨, 안녕하세요, , KOREAN",
        "骨, 这个语言, , SIMPLIFIED_CHINESE",
        "骨, 這個語言, , TRADITIONAL_CHINESE",
        "骨, Hello, , SIMPLIFIED_CHINESE",
        "骨, こんにちは, zh-Hant, TRADITIONAL_CHINESE",
        "骨, 这个语言, ja, JAPANESE",
        "骨, 这个语言, zh-HK, TRADITIONAL_CHINESE",
        "骨, 這個語言, zh-TW-Hans, SIMPLIFIED_CHINESE",
        "骨, 안녕하세요, en, KOREAN"
    })
    void sharedCharactersHaveTheFormOfTheLanguage(String text, String other, String language, LargeFont expected) {
        Optional<Locale> tag = Optional.ofNullable(language).map(Locale::forLanguageTag);
        if (language != null && language.equals("zh-TW-Hans")) {
            tag = Optional.of(new Locale.Builder().setLanguage("zh").setRegion("TW").setScript("Hans").build());
        }
        LargeFonts fonts = new LargeFonts(NONE_INSTALLED, tag, List.of(other, text));
        assertEquals(Set.of(expected), fonts.of(text).missing());
    }

    @ParameterizedTest
    @CsvSource({
        "Hello — “world” …, ",
        "नमस्ते דברים مرحبا สวัสดี, ",
        "Խոսք ქართული বাংলা தமிழ் ខ្មែរ ລາວ አማርኛ, ",
        "😀, EMOJI", "❤️, EMOJI", "👍🏽, EMOJI", "🇺🇦, EMOJI", "1️⃣, EMOJI", "⭐, EMOJI",
        "© ® ™ 1 #, ",
        "。, JAPANESE", "、「」, JAPANESE", "ｆｕｌｌ, JAPANESE"
    })
    void onlyWhatTheBundledFontsLackNeedsALargeFont(String text, LargeFont expected) {
        LargeFonts fonts = new LargeFonts(NONE_INSTALLED, Optional.of(Locale.JAPANESE), List.of());
        assertEquals(expected == null ? Set.of() : Set.of(expected), fonts.of(text).missing());
        assertEquals(List.of(), fonts.of(text).used());
    }

    @Test
    void aFontFileWithIdeographsNeedsNoLargeFont() {
        // given: a large font of ours as an author's file, and no installed one
        Path file = LargeFont.JAPANESE.in(InstalledFonts.folder());
        CaptionFonts fonts =
                CaptionFonts.bundled().reading(Path::of).withFileOf(TestLook.inFile(file.toString()));
        // when
        LargeFonts.Choice choice = new LargeFonts(fonts, Optional.empty(), List.of("自由と平等")).of("自由と平等");
        // then
        assertEquals(new LargeFonts.Choice(List.of(), Set.of()), choice);
        assertEquals(List.of(), fonts.undrawable("自由と平等", List.of()));
        assertEquals(List.of("자"), fonts.undrawable("自자", List.of()), "the file has no hangul");
    }
}
