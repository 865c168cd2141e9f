package aive.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.composition.CaptionCue.TextRange;
import aive.composition.CaptionLook;
import aive.planning.CaptionDesign;
import aive.project.CaptionPreset;
import aive.project.CaptionSettings;
import aive.project.CaptionSource;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A sheet of captions in sixteen scripts and with emoji, in a wide and a tall frame: nothing is missing, cut, or
/// outside of the safe area, and the sheet looks like the golden one, which people have looked at: see [GoldenSheet].
class ScriptSheetTest {

    private static final Map<String, String> TEXTS = texts();
    private static final CaptionFonts FONTS = CaptionFonts.bundled().installedIn(InstalledFonts.folder());

    private static Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("en", "All human beings are born free and equal in dignity.");
        texts.put("uk", "Всі люди народжуються вільними і рівними.");
        texts.put("el", "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι.");
        texts.put("ar", "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق.");
        texts.put("he", "כל בני אדם נולדו בני חורין ושווים בערכם.");
        texts.put("hi", "सभी मनुष्यों को गौरव और अधिकारों में समानता प्राप्त है।");
        texts.put("bn", "সমস্ত মানুষ স্বাধীনভাবে সমান মর্যাদা নিয়ে জন্মগ্রহণ করে।");
        texts.put("ta", "மனிதப் பிறவியினர் சகலரும் சுதந்திரமாகவே பிறக்கின்றனர்.");
        texts.put("th", "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์");
        texts.put("km", "មនុស្សទាំងអស់កើតមកមានសេរីភាពនិងសមភាព");
        texts.put("ka", "ყველა ადამიანი იბადება თავისუფალი და თანასწორი.");
        texts.put("hy", "Բոլոր մարդիկ ծնվում են ազատ ու հավասար։");
        texts.put("ja", "すべての人間は、生まれながらにして自由であり、「平等」である。");
        texts.put("zh-Hans", "人人生而自由，在尊严和权利上一律平等。“骨”与“直”");
        texts.put("zh-Hant", "人人生而自由，在尊嚴和權利上一律平等。「骨」與「直」");
        texts.put("ko", "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.");
        texts.put("emoji", "Free 🕊️ and equal ⚖️ 👩🏽‍🚀👨‍👩‍👧‍👦 🇺🇳 1️⃣ ❤️!");
        texts.put("mixed", "She said «שלום עולם» and مرحبا to 3,000 人.");
        return texts;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"wide, 640, 360, SUBTITLE", "tall, 360, 640, SUBTITLE", "karaoke, 360, 640, KARAOKE"})
    void captionsOfEveryScriptAreCompleteAndInsideTheSafeArea(String name, int width, int height, CaptionPreset style)
            throws IOException {
        // given
        CaptionLook look = CaptionDesign.of(CaptionSettings.of(CaptionSource.TEXT, style), width, height).look();
        CaptionLayout plain = new CaptionLayout(FONTS, width, height, look);
        int columns = width > height ? 3 : 6;
        int rows = TEXTS.size() / columns;
        BufferedImage sheet = new BufferedImage(width * columns, height / 2 * rows, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(new Color(0x6F8F9F));
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        int cell = 0;
        for (Map.Entry<String, String> entry : TEXTS.entrySet()) {
            // when
            String text = entry.getValue();
            Optional<Locale> language = entry.getKey().length() > 2 && !entry.getKey().startsWith("zh")
                    ? Optional.empty()
                    : Optional.of(Locale.forLanguageTag(entry.getKey()));
            LargeFonts.Choice choice = new LargeFonts(FONTS, language, List.of(text)).of(text);
            CaptionLayout layout = plain.with(choice.used());
            List<TextRange> pages =
                    new CaptionPages(layout, look.lines(), OptionalInt.empty()).of(text, choice.used(), 100);
            String page = text.substring(pages.getFirst().first(), pages.getFirst().end());
            CaptionDrawing drawing = layout.layOut(page, highlighted(page)).orElseThrow();
            // then
            assertEquals(List.of(), FONTS.undrawable(text, choice.used()), text);
            assertEquals(Set.of(), choice.missing(), text);
            assertFalse(drawing.shortened(), text);
            assertEquals(List.of(), drawing.brokenWords(), text);
            assertEquals(
                    CaptionEffects.number(look.size()) * Math.min(width, height), drawing.fontSize(), 1e-9, text);
            PixelBounds ink = drawing.ink();
            int side = (int) (width * CaptionEffects.number(look.sideMargin()));
            assertTrue(ink.x() >= side - 1 && ink.right() <= width - side + 1, text + ": " + ink);
            assertTrue(ink.y() >= height / 20 - 1 && ink.bottom() <= height - height / 20 + 1, text + ": " + ink);
            PixelBounds crop = new PixelBounds(0, height / 2, width, height / 2);
            graphics.drawImage(
                    ImageIO.read(new ByteArrayInputStream(CaptionPainter.png(drawing, crop))),
                    cell % columns * width,
                    cell / columns * (height / 2),
                    null);
            cell++;
        }
        graphics.dispose();
        compare(sheet, Path.of("src", "test", "resources", "aive", "caption", "scripts-" + name + ".png"));
    }

    /// The second word of a text.
    private static Optional<TextRange> highlighted(String text) {
        return CaptionWords.of(text).stream().skip(1).findFirst();
    }

    private static void compare(BufferedImage sheet, Path golden) {
        BufferedImage small =
                new BufferedImage(sheet.getWidth() / 2, sheet.getHeight() / 2, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        graphics.drawImage(
                sheet.getScaledInstance(small.getWidth(), small.getHeight(), Image.SCALE_AREA_AVERAGING),
                0, 0, null);
        graphics.dispose();
        GoldenSheet.compareDrawing(small, golden);
    }
}
