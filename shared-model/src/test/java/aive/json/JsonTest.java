package aive.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import aive.message.FetchBatch;
import aive.message.StitchInput;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class JsonTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"batch\":1,\"of\":1,\"render_id\":\"r\",\"sources\":1,\"sources\":2}", // twice
        "{\"batch\":1,\"of\":1,\"render_id\":\"r\",\"sources\":1,\"more\":2}", // unknown
        "{\"batch\":1,\"of\":1,\"render_id\":null,\"sources\":1}", // null
        "{\"batch\":1,\"of\":1,\"sources\":1}", // missing
        "{\"batch\":null,\"of\":1,\"render_id\":\"r\",\"sources\":1}", // no number
        "{\"batch\":1,\"of\":1,\"renderId\":\"r\",\"sources\":1}", // other spelling
        "{\"batch\":1,\"of\":1,\"render_id\":\"r\",\"sources\":1} x", // trailing text
        "{\"batch\":1,\"of\":1,\"render_id\":\"r\",\"sources\":NaN}",
        ""
    })
    void invalidJsonIsRejected(String text) {
        assertThrows(JacksonException.class, () -> Json.read(utf8(text), FetchBatch.class));
    }

    @Test
    void namesAreSnakeCaseInAlphabeticalOrder() {
        assertEquals(
                "{\"batch\":1,\"of\":2,\"render_id\":\"r\",\"sources\":3}", Json.text(new FetchBatch("r", 1, 2, 3)));
    }

    @Test
    void equalMapsGiveEqualBytesForAnyOrderOfEntries() {
        Map<String, Integer> one = new LinkedHashMap<>();
        one.put("b", 1);
        one.put("a", 2);
        Map<String, Integer> other = new LinkedHashMap<>();
        other.put("a", 2);
        other.put("b", 1);
        assertArrayEquals(Json.bytes(one), Json.bytes(other));
        assertEquals(Json.sha256(one), Json.sha256(other));
    }

    @Test
    void absentValuesAreNotWritten() {
        assertEquals("{\"before\":[],\"plan_key\":\"p\",\"render_id\":\"r\"}", Json.text(new StitchInput("r", "p", Optional.empty())));
        assertEquals(
                new StitchInput("r", "p", Optional.empty()),
                Json.read(utf8("{\"before\":[],\"plan_key\":\"p\",\"render_id\":\"r\"}"), StitchInput.class));
        assertEquals(new StitchInput("r", "p", Optional.empty()),
                Json.read(utf8("{\"before\":[],\"only\":null,\"plan_key\":\"p\",\"render_id\":\"r\"}"), StitchInput.class));
        assertEquals("{\"before\":[],\"only\":\"soundtrack\",\"plan_key\":\"p\",\"render_id\":\"r\"}",
                Json.text(new StitchInput("r", "p", Optional.of(StitchInput.Only.SOUNDTRACK))));
    }

    @Test
    void numbersKeepTheirDigits() {
        assertEquals(new BigDecimal("0.10"), Json.tree(utf8("0.10")).decimalValue());
        assertEquals(new BigDecimal("0.1000000000000000055511151231257827"),
                Json.tree(utf8("0.1000000000000000055511151231257827")).decimalValue());
    }

    @Test
    void nestingIsLimited() {
        int depth = Json.MAX_DEPTH;
        Json.tree(utf8("[".repeat(depth) + "]".repeat(depth)));
        assertThrows(JacksonException.class, () -> Json.tree(utf8("[".repeat(depth + 1) + "]".repeat(depth + 1))));
        assertThrows(JacksonException.class, () -> Json.tree(utf8("[".repeat(100_000))));
    }

    @Test
    void theDigestIsTheSha256OfTheText() {
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Json.sha256OfText("abc"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
