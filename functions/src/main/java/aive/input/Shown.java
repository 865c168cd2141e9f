package aive.input;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A stranger's values as a message may show them: short, on one line, no control characters, no secrets.
final class Shown {

    private static final int LENGTH = 60;
    private static final int ADDRESS_LENGTH = 120;

    /// Control, format (bidi overrides too), line and paragraph separators, lone surrogates, private use: nothing that a terminal or log would act on.
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Co}]");

    private static final Pattern USER = Pattern.compile("//[^/?#]*@");
    private static final Pattern QUERY = Pattern.compile("[?#].*", Pattern.DOTALL);

    private Shown() {}

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

    /// An address without user, query, and fragment, which may be secrets, whether or not it is well-formed.
    static String address(String address) {
        String start = cut(QUERY.matcher(address).replaceFirst(""), ADDRESS_LENGTH);
        // a user name that was cut off in the middle has lost its @: show nothing behind //
        String publicPart = start.endsWith("…") && address.indexOf('@') >= ADDRESS_LENGTH ? start.replaceFirst("//.*", "//…") : start;
        return UNPRINTABLE.matcher(USER.matcher(publicPart).replaceAll("//")).replaceAll("\uFFFD");
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, length))) + "…";
    }
}
