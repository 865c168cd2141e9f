package aive.input;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Formats untrusted values for messages: short, on one line, without control characters and secrets.
final class SafeText {

    private static final int LENGTH = 60;
    private static final int ADDRESS_LENGTH = 120;
    private static final int SENTENCE_LENGTH = 200;

    /// Control characters, format characters (such as bidi overrides), line and paragraph separators, lone
    /// surrogates, private use: terminals and logs may interpret them.
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Co}]");

    private static final Pattern QUERY = Pattern.compile("[?#].*", Pattern.DOTALL);
    private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*:)?.*", Pattern.DOTALL);

    private SafeText() {}

    static String value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> node.stringValue().isEmpty() ? "an empty string" : "the string " + text(node.stringValue());
            // scientific notation: an exponent of 1,000,000,000 would print as many digits
            case NUMBER -> cut(node.numberValue().toString(), LENGTH);
            case BOOLEAN, NULL -> node.toString();
            case BINARY, MISSING, POJO -> "no JSON value";
        };
    }

    /// Formats an untrusted text in quotes. A URL in a field of another kind may have secrets as well.
    static String text(String text) {
        String shown = text.contains("://") ? address(text) : text;
        return '"' + UNPRINTABLE.matcher(cut(shown, LENGTH)).replaceAll("\uFFFD") + '"';
    }

    /// Formats a message from other software, without quotes.
    static String sentence(String words) {
        return UNPRINTABLE.matcher(cut(words, SENTENCE_LENGTH)).replaceAll("\uFFFD");
    }

    /// A URL without user, query, and fragment, which may be secrets. Everything before the last `@` is omitted,
    /// because a malformed URL does not show where its user ends.
    static String address(String address) {
        String shown = QUERY.matcher(address).replaceFirst("");
        int at = shown.lastIndexOf('@');
        if (at >= 0) {
            shown = SCHEME.matcher(shown).replaceFirst("$1") + "…" + shown.substring(at);
        }
        return UNPRINTABLE.matcher(cut(shown, ADDRESS_LENGTH)).replaceAll("\uFFFD");
    }

    private static String cut(String text, int length) {
        return text.length() <= length
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, length))) + "…";
    }
}
