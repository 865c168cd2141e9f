package aive.input;

import aive.error.InvalidProject;
import aive.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/// Parses one JSON value; errors name line and column.
final class JsonText {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private static final Pattern ADVICE = Pattern.compile("(?:: enable `|, from `|\\R).*", Pattern.DOTALL);

    /// Jackson's messages about a field that is there twice, and about a closing bracket where something else must be.
    private static final Pattern DUPLICATE = Pattern.compile("Duplicate[^\"]*(\".*\").*", Pattern.DOTALL);
    private static final Pattern BRACKET = Pattern.compile("^Unexpected character \\('[}\\]]'");

    private static final Pattern AFTER_COMMA = Pattern.compile(",\\s{0,1000}[}\\]]?$");

    /// The length of the text before an error that is searched for its cause.
    private static final int TEXT_BEFORE = 1_000;

    private static final JsonMapper MAPPER = Json.limitedTo(InputLimits.JSON_BYTES, InputLimits.JSON_TOKENS);

    private JsonText() {}

    /// @param what name of the text in messages: "the input"
    /// @throws InvalidProject if the bytes are not one JSON value in UTF-8
    static JsonNode parse(byte[] bytes, String what) {
        if (bytes.length > InputLimits.JSON_BYTES) {
            throw tooLong(what);
        }
        if (isUtf16(bytes)) {
            throw new InvalidProject("", what + " is not UTF-8: it looks like UTF-16 or binary data");
        }
        int start = startsWithByteOrderMark(bytes) ? BYTE_ORDER_MARK.length : 0;
        try {
            return present(MAPPER.readTree(bytes, start, bytes.length - start), what);
        } catch (JacksonException e) {
            throw notJson(what, position(e.getLocation(), bytes, start), before(e.getLocation(), bytes, start), e);
        } catch (NumberFormatException e) {
            throw notANumber(what, e);
        }
    }

    /// @throws InvalidProject if the text is not one JSON value
    static JsonNode parse(String text, String what) {
        if (text.length() > InputLimits.JSON_BYTES) {
            throw tooLong(what);
        }
        try {
            return present(MAPPER.readTree(text), what);
        } catch (JacksonException e) {
            TokenStreamLocation location = e.getLocation();
            throw notJson(
                    what,
                    location == null ? "" : position(location.getLineNr(), location.getColumnNr()),
                    before(location, text),
                    e);
        } catch (NumberFormatException e) {
            throw notANumber(what, e);
        }
    }

    /// The error for a number whose exponent is out of range. The error has no position, because Jackson passes on the
    /// exception of BigDecimal without one.
    private static InvalidProject notANumber(String what, NumberFormatException e) {
        return new InvalidProject("", what + " contains a number whose exponent is out of range", e);
    }

    static InvalidProject tooLong(String what) {
        return new InvalidProject(
                "",
                "%s is longer than %d MiB, the limit; leave out fields that the renderer does not read"
                        .formatted(what, InputLimits.JSON_BYTES >> 20));
    }

    private static JsonNode present(JsonNode node, String what) {
        if (node.isMissingNode()) {
            throw new InvalidProject("", what + " is empty");
        }
        return node;
    }

    /// @param before the text before the error, which may end with the character that is wrong
    private static InvalidProject notJson(String what, String position, String before, JacksonException e) {
        if (e instanceof StreamConstraintsException) {
            return new InvalidProject(
                    "",
                    ("%s is too large or too deep to be a project%s: the limits are %d names, values, and brackets, "
                            + "%d levels, and %d digits in a number")
                            .formatted(what, position, InputLimits.JSON_TOKENS, Json.MAX_DEPTH, Json.MAX_DIGITS),
                    e);
        }
        // Jackson's messages quote at most one token, and end with advice on configuring Jackson
        String detail = ADVICE.matcher(String.valueOf(e.getOriginalMessage())).replaceFirst("");
        if (e instanceof MismatchedInputException) {
            // The only such error of reading a tree. Its message names classes and settings of Jackson.
            detail = "the value ends there, and more text follows";
        } else if (detail.contains("comment")) {
            detail = "JSON has no comments; remove the comment";
        } else if (detail.startsWith("Duplicate")) {
            detail = DUPLICATE.matcher(detail).replaceFirst("the field $1 is there twice; remove one of them");
        } else if (BRACKET.matcher(detail).find() && AFTER_COMMA.matcher(before).find()) {
            detail = "nothing follows a comma; remove the comma before the closing bracket";
        }
        return new InvalidProject("", what + " is not JSON" + position + ": " + SafeText.sentence(detail), e);
    }

    private static String before(TokenStreamLocation location, byte[] bytes, int start) {
        if (location == null || location.getByteOffset() < 0) {
            return "";
        }
        int end = (int) Math.min(bytes.length, start + location.getByteOffset());
        int first = Math.max(start, end - TEXT_BEFORE);
        return new String(bytes, first, end - first, StandardCharsets.UTF_8);
    }

    private static String before(TokenStreamLocation location, String text) {
        if (location == null || location.getCharOffset() < 0) {
            return "";
        }
        int end = (int) Math.min(text.length(), location.getCharOffset());
        return text.substring(Math.max(0, end - TEXT_BEFORE), end);
    }

    /// The line and column of an error, for a message; empty if unknown. The column is recomputed, because Jackson
    /// counts bytes and editors count characters.
    private static String position(TokenStreamLocation location, byte[] bytes, int start) {
        if (location == null || location.getByteOffset() < 0) {
            return "";
        }
        int end = (int) Math.min(bytes.length, start + location.getByteOffset());
        int line = 1;
        int lineStart = start;
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        String lineText = new String(bytes, lineStart, end - lineStart, StandardCharsets.UTF_8);
        return position(line, lineText.codePointCount(0, lineText.length()) + 1);
    }

    private static String position(int line, int column) {
        return " at line " + line + ", column " + column;
    }

    /// Whether the text is in UTF-16, judging by its first four bytes.
    ///
    /// A zero byte is a sign of UTF-16: ASCII characters have one in UTF-16, and JSON in UTF-8 contains none. `FE` and
    /// `FF` are the bytes of UTF-16's byte order mark, and UTF-8 never contains them.
    private static boolean isUtf16(byte[] bytes) {
        for (int i = 0; i < Math.min(4, bytes.length); i++) {
            if (bytes[i] == 0 || bytes[i] == (byte) 0xFE || bytes[i] == (byte) 0xFF) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWithByteOrderMark(byte[] bytes) {
        for (int i = 0; i < BYTE_ORDER_MARK.length; i++) {
            if (i >= bytes.length || bytes[i] != BYTE_ORDER_MARK[i]) {
                return false;
            }
        }
        return true;
    }
}
