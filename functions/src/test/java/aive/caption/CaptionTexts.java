package aive.caption;

import java.util.List;
import java.util.SplittableRandom;

/// Caption texts for tests: real ones, and hostile ones by seed.
final class CaptionTexts {

    static final String ENGLISH =
            "In 1969, three astronauts left the Earth, and half a billion people watched them walk on the Moon.";

    static final List<String> REAL = List.of(
            ENGLISH,
            "В 1969 году трое астронавтов покинули Землю, и полмиллиарда человек смотрели, как они шагают по Луне.",
            "Το 1969, τρεις αστροναύτες άφησαν τη Γη για τη Σελήνη.",
            "في عام 1969 غادر ثلاثة رواد فضاء الأرض متجهين إلى القمر، وشاهدهم نصف مليار إنسان (NASA).",
            "בשנת 1969 עזבו שלושה אסטרונאוטים את כדור הארץ, ושילמו 25.4 מיליארד דולר.",
            "१९६९ में तीन अंतरिक्ष यात्रियों ने पृथ्वी छोड़ी और आधे अरब लोगों ने उन्हें चंद्रमा पर चलते देखा।",
            "ในปี 1969 นักบินอวกาศสามคนออกจากโลกและผู้คนกว่าครึ่งพันล้านคนเฝ้าดูพวกเขาเดินบนดวงจันทร์",
            "She said «שלום עולם» and then مرحبا to the crowd of 3,000.",
            "می‌خواهم به ماه بروم؛ Tiếng Việt: Vợ, chữ; “quotes” — it’s 20 % or €5…");

    private static final List<String> NASTY = List.of(
            "a", "W", "fi", " ", "  ", "\n", "\r\n", "\r", "\t", "\u0000", "\u0007", "\u001B", "\u007F", "\u0085",
                    "\u2028", "\u2029", "\uD800", "\uDC00",
            "\uD83D", "\u202E", "\u202D", "\u2066", "\u2067", "\u2068", "\u2069", "\u202C", "\u200B", "\u200D",
                    "\u200C", "\u200F", "\u061C", "\uFEFF",
            "\u00AD", "\u0301", "\u0489", "\u064B", "\u0E31", "\u0E49", "\u093F", "\u094D", "क", "त्र", "ก", "ש", "لا",
                    "م", "٣", "Ж", "Ω", "ﬁ", "\uFFFF", "\uE000",
            "👨‍👩‍👧", "🇺🇳", "1️⃣", "\uFE0F", "日", "{\\an8}", "%{pts}", "';:[],=|", "$(id)", "`", "\\N", "…", "١٢", "(",
                    "»", "/", "-", "\u2066x", "Ǆ", "ế", "꧁", "﷽");

    private CaptionTexts() {}

    static String nasty(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(4) == 0 ? random.nextInt(600) : random.nextInt(60);
        for (int i = 0; i < length; i++) {
            text.append(NASTY.get(random.nextInt(NASTY.size())));
        }
        return text.toString();
    }
}
