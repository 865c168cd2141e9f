package aive.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.composition.CaptionLook;
import aive.composition.CaptionLook.Face;
import aive.composition.CaptionLook.Placement;
import aive.project.CaptionAnchor;
import aive.project.CaptionAnimation;
import aive.project.CaptionFamily;
import aive.project.CaptionPosition;
import aive.project.CaptionPreset;
import aive.project.CaptionSettings;
import aive.project.CaptionSource;
import aive.project.LetterCase;
import aive.time.Rational;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CaptionDesignTest {

    @ParameterizedTest
    @CsvSource({
        "1920, 1080, 5/100, 2, 92/100, BOTTOM",
        "1280,  720, 5/100, 2, 92/100, BOTTOM",
        "1080, 1080, 7/100, 2, 70/100, MIDDLE",
        "1080, 1920, 7/100, 3, 70/100, MIDDLE",
        "2304, 4096, 7/100, 3, 70/100, MIDDLE"
    })
    void theUsualLookDependsOnTheShapeOfTheFrameAndNotOnItsSize(
            int width, int height, String size, int lines, String place, CaptionAnchor anchor) {
        CaptionLook look = look(CaptionSettings.of(CaptionSource.TEXT, CaptionPreset.SUBTITLE), width, height);
        assertEquals(Rational.parse(size), look.size());
        assertEquals(lines, look.lines());
        assertEquals(new Placement(Rational.parse(place), anchor), look.placement());
        assertEquals(Face.SEMI_BOLD, look.face());
    }

    @ParameterizedTest
    @EnumSource(CaptionPreset.class)
    void tallFramesHaveLargerLettersAndKeepTheButtonsOfShortVideoAppsFree(CaptionPreset style) {
        CaptionSettings settings = CaptionSettings.of(CaptionSource.TEXT, style);
        CaptionLook wide = look(settings, 1920, 1080);
        CaptionLook tall = look(settings, 1080, 1920);
        assertTrue(tall.size().compareTo(wide.size()) > 0, tall + " and " + wide);
        assertTrue(tall.sideMargin().compareTo(Rational.of(1, 10)) >= 0, tall.toString());
        // the block of lines, with the pitch of 1.25 font sizes, ends above the lowest fifth
        Rational half = tall.size().times(Rational.of(1080, 1920)).times(Rational.of(5, 8)).times(tall.lines());
        assertTrue(tall.placement().height().plus(half).compareTo(Rational.of(8, 10)) < 0, tall.toString());
    }

    @Test
    void theAuthorsChoicesReplaceThoseOfTheStyle() {
        CaptionSettings settings = new CaptionSettings(
                CaptionSource.TEXT,
                CaptionPreset.BOLD,
                Optional.of(new CaptionPosition(CaptionAnchor.MIDDLE, Optional.of(Rational.of(1, 3)))),
                Optional.of(Rational.of(1, 10)),
                Optional.of(0x112233),
                Optional.of(0x445566),
                Optional.of(Rational.ZERO),
                Optional.empty(),
                Optional.of(LetterCase.LOWER),
                Optional.of(0xFFD60A),
                CaptionFamily.ANTON,
                Optional.empty(),
                CaptionAnimation.POP,
                Optional.empty(),
                Optional.empty());
        CaptionDesign design = CaptionDesign.of(settings, 1080, 1920);
        assertEquals(new Placement(Rational.of(1, 3), CaptionAnchor.MIDDLE), design.look().placement());
        assertEquals(Rational.of(1, 10), design.look().size());
        assertEquals(0x112233, design.look().colour());
        assertEquals(new CaptionLook.Outline(0x445566, Rational.ZERO), design.look().outline());
        assertEquals(Optional.of(0xFFD60A), design.look().highlight());
        assertEquals(Face.EXTRA_BOLD, design.look().face());
        assertEquals(CaptionFamily.ANTON, design.look().family());
        assertEquals(CaptionAnimation.POP, design.animation());
        assertEquals(LetterCase.LOWER, design.letterCase());
    }

    @ParameterizedTest
    @CsvSource({
        "UPPER, Straße ǆ ﬁ, STRAẞE Ǆ ﬁ",
        "UPPER, 'he’s éà', 'HE’S ÉÀ'",
        "UPPER, საქართველო, საქართველო",
        "UPPER, 漢字 ไทย, 漢字 ไทย",
        "LOWER, İSTANBUL ΣΑΣ, i̇stanbul σασ",
        "AS_WRITTEN, Abc, Abc"
    })
    void aChangedCaseKeepsTheIndexOfEveryCharacter(LetterCase letterCase, String text, String cased) {
        CaptionDesign usual = CaptionDesign.of(CaptionSettings.of(CaptionSource.TEXT, CaptionPreset.BOX), 640, 360);
        String changed = new CaptionDesign(usual.look(), usual.words(), letterCase, usual.animation()).cased(text);
        assertEquals(text.length(), changed.length());
        if (text.indexOf('İ') < 0) {
            assertEquals(cased, changed);
        }
    }

    private static CaptionLook look(CaptionSettings settings, int width, int height) {
        return CaptionDesign.of(settings, width, height).look();
    }
}
