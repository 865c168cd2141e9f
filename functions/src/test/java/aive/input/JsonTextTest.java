package aive.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.InvalidProject;
import aive.json.Json;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/// What comes before there is an object to look at: bytes, text, and too much of it.
class JsonTextTest {

    private static final String BODY = Json.text(Bodies.valid());

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                       | the input is empty
            ` `                      | the input is empty
            null                     | the input is null; it must be an object
            []                       | the input is a list; it must be an object
            "x"                      | the input is the string "x"; it must be an object
            xyz                      | the input is not JSON at line 1, column
            {"a": NaN}               | the input is not JSON at line 1, column
            {"a": -Infinity}         | the input is not JSON at line 1, column
            {"a": 1} {"b": 2}        | the value ends there, and more text follows
            {"a": 1} x               | the input is not JSON at line 1, column
            {"a": 0, "a": 9}         | the field "a" is there twice; remove one of them
            {"a": 0, }               | nothing follows a comma; remove the comma before the closing bracket
            {"a": [1,], "b": 2}      | nothing follows a comma; remove the comma before the closing bracket
            {"a": ]                  | Unexpected character (']'
            {"a": 0} // why          | JSON has no comments; remove the comment
            {/* why */ "a": 0}       | JSON has no comments; remove the comment
            {"ключ": 1, x            | the input is not JSON at line 1, column 13
            {"a": 1e99999999999}     | the input contains a number whose exponent is out of range
            {'a': 1}                 | the input is not JSON at line 1, column 2
            """)
    void givenTextThatIsNotAnObject_whenItIsRead_thenTheMessageSaysSoAndWhere(String input, String expected) {
        InvalidProject error = assertThrows(InvalidProject.class, () -> read(input));
        assertTrue(error.toString().contains(expected), error.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a": 0, "a": 9}         | the body is not JSON at line 1, column 13: the field "a" is there twice; remove one of them
            {"a": 0, }               | the body is not JSON at line 1, column 10: nothing follows a comma; remove the comma before the closing bracket
            """)
    void aMistakeInABodyInAStringHasTheSameMessage(String body, String expected) {
        InvalidProject error = assertThrows(InvalidProject.class, () -> read(Json.text(event(body))));
        assertTrue(error.toString().contains(expected), error.getMessage());
    }

    @Test
    void givenAMistakeInTheThirdLine_whenItIsRead_thenTheLineAndColumnAreNamed() {
        InvalidProject error = assertThrows(InvalidProject.class, () -> read("{\n  \"a\": 1,\n  \"b\" 2\n}"));
        assertTrue(error.toString().contains("at line 3, column 7"), error.getMessage());
    }

    @Test
    void givenBytesThatAreNotUtf8_whenTheyAreRead_thenTheyAreInvalid() {
        for (byte[] bytes : List.of(
                BODY.getBytes(StandardCharsets.UTF_16),
                BODY.getBytes(StandardCharsets.UTF_16LE),
                BODY.getBytes(StandardCharsets.UTF_16BE),
                new byte[] {1, 2, 3},
                new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'},
                new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF})) {
            InvalidProject error =
                    assertThrows(InvalidProject.class, () -> Bodies.reader().read(bytes));
            assertEquals(1, error.problems().size(), error.getMessage());
        }
    }

    @Test
    void givenTextThatIsTooDeepOrItsNumbersTooLong_whenItIsRead_thenItIsRefusedBeforeItsEnd() {
        assertTooLarge("[".repeat(100_000));
        assertTooLarge("{\"x\":".repeat(100_000));
        assertTooLarge("{\"x\": " + "7".repeat(1_000_000) + "}");
        assertTooLarge("{\"x\": [" + "0,".repeat(InputLimits.JSON_TOKENS) + "0]}");
    }

    @Test
    void givenTwoHundredMegabytes_whenTheyAreRead_thenTheyAreRefusedQuicklyAndNotKept() {
        // given a stream that would never end
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return ' ';
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                Arrays.fill(target, offset, offset + length, (byte) ' ');
                return length;
            }
        };
        // then
        InvalidProject error = assertTimeout(
                Duration.ofSeconds(60),
                () -> assertThrows(InvalidProject.class, () -> RequestReader.readWithinLimit(endless)));
        assertTrue(error.toString().contains("longer than 16 MiB, the limit"), error.getMessage());
    }

    @Test
    void givenABodyOfAlmostTheLimitInsideAString_whenItIsRead_thenItFitsIntoMemory() {
        ObjectNode body = Bodies.valid();
        body.put("padding", "я".repeat(7 << 20));
        assertEquals(read(BODY), read(Json.text(event(Json.text(body)))));
    }

    private static RenderRequest read(String json) {
        return Bodies.reader().read(utf8(json));
    }

    private static void assertTooLarge(String json) {
        InvalidProject error =
                assertTimeout(Duration.ofSeconds(60), () -> assertThrows(InvalidProject.class, () -> read(json)));
        assertTrue(
                error.toString().matches(".* the input is too large or too deep to be a project"
                        + "( at line 1, column \\d+)?: "
                        + "the limits are 2000000 names, values, and brackets, 64 levels, and 100 digits in a number"),
                error.getMessage());
    }

    private static ObjectNode event(String body) {
        return Json.MAPPER.createObjectNode().put("body", body);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
