package aive.input;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A stranger's values as a message may show them: short, on one line, no control characters, no secrets.
final class SafeText {

    private static final int LENGTH = 60;
    private static final int ADDRESS_LENGTH = 120;
    private static final int SENTENCE_LENGTH = 200;

    /// Control, format (bidi overrides too), line and paragraph separators, lone surrogates, private use: what a
    /// terminal or log would act on.
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Co}]");

    private static final Pattern QUERY = Pattern.compile("[?#].*", Pattern.DOTALL);
    private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*:)?.*", Pattern.DOTALL);

    private SafeText() {}

    static String value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> node.stringValue().isEmpty() ? "an empty string" : "the string " + text(node.stringValue());
            // never in plain notation: an exponent of a thousand million would be as many digits
            case NUMBER -> cut(node.numberValue().toString(), LENGTH);
            case BOOLEAN, NULL -> node.toString();
            case BINARY, MISSING, POJO -> "no JSON value";
        };
    }

    /// In quotes.
    static String text(String text) {
        return '"' + UNPRINTABLE.matcher(cut(text, LENGTH)).replaceAll("\uFFFD") + '"';
    }

    /// Somebody else's words, without quotes.
    static String sentence(String words) {
        return UNPRINTABLE.matcher(cut(words, SENTENCE_LENGTH)).replaceAll("\uFFFD");
    }

    /// An address without user, query, and fragment, which may be secrets. Of one that is malformed nobody can say
    /// where the user ends, so all that stands before the last `@` is left out.
    static String address(String address) {
        String shown = QUERY.matcher(address).replaceFirst("");
        int at = shown.lastIndexOf('@');
        if (at >= 0) {
            shown = SCHEME.matcher(shown).replaceFirst("$1") + "…" + shown.substring(at);
        }
        return UNPRINTABLE.matcher(cut(shown, ADDRESS_LENGTH)).replaceAll("\uFFFD");
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, length))) + "…";
    }
}
