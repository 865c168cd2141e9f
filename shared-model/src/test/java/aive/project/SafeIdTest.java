package aive.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.json.Json;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "..%2f..%2fx", "/etc/x", "a\0b", "a\nb", "C:\\x", "CON", ".", "-i", "x;rm",
            "．．／x", "Река", "٣", "", "🎬"})
    void aSafeIdHasOnlyLettersDigitsAndHyphens(String id) {
        assertTrue(SafeId.of(id).value().matches("(?:[A-Za-z0-9-]{1,40}-)?[0-9a-f]{8}"), SafeId.of(id).value());
    }

    @Test
    void aSafeIdIsTheSafeCharactersFollowedByAHash() {
        assertEquals("my-film-" + Json.sha256OfText("my-film").substring(0, 8), SafeId.of("my-film").value());
        assertEquals("CON-" + Json.sha256OfText("CON").substring(0, 8), SafeId.of("CON").value());
        assertEquals(Json.sha256OfText("Река").substring(0, 8), SafeId.of("Река").value());
    }

    @Test
    void givenIdsThatDifferInCaseOrUnicodeNormalization_thenTheirSafeIdsDifferAlsoIgnoringCase() {
        assertNotEquals(
                SafeId.of("Film").value().toLowerCase(Locale.ROOT), SafeId.of("film").value().toLowerCase(Locale.ROOT));
        assertNotEquals(SafeId.of("caf\u00e9"), SafeId.of("cafe\u0301"));
    }

    @Test
    void givenThreeHundredCharacters_thenFortyAreKeptAndTheHashCoversAll() {
        String long1 = "x".repeat(299) + "1";
        String long2 = "x".repeat(299) + "2";
        assertEquals(49, SafeId.of(long1).value().length());
        assertNotEquals(SafeId.of(long1), SafeId.of(long2));
    }

    @Test
    void inJsonItIsAStringAndOtherStringsAreRejected() {
        assertEquals('"' + SafeId.of("film").value() + '"', Json.text(SafeId.of("film")));
        assertEquals(SafeId.of("film"), Json.MAPPER.readValue(Json.text(SafeId.of("film")), SafeId.class));
        assertThrows(IllegalArgumentException.class, () -> new SafeId("../x-00000000"));
    }
}
