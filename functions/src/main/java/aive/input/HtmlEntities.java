package aive.input;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds HTML entities in texts.
///
/// Speech services and translators return `&amp;`, `&#39;`, and `&nbsp;` in plain texts. Text is never code here, and
/// an entity therefore stays as it is, but it is seldom meant. Entities without a semicolon and unknown names do not
/// count.
final class HtmlEntities {

    private static final Pattern ENTITY =
            Pattern.compile("&(?:#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z][A-Za-z0-9]{1,7}));");

    /// The names of U+00A0 to U+00FF, in order (HTML 4, Latin-1 entities).
    private static final String LATIN_1 = """
            nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr
            deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest
            Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml
            ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig
            agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml
            eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml
            """;

    private static final int FIRST_OF_LATIN_1 = 0xA0;

    private static final Map<String, String> CHARACTERS = characters();

    private HtmlEntities() {}

    /// An entity in a text.
    ///
    /// @param written as it stands in the text
    /// @param character that it stands for in HTML
    record Entity(String written, String character) {}

    /// The first entity of a text.
    static Optional<Entity> first(String text) {
        if (text.indexOf('&') < 0) {
            return Optional.empty();
        }
        return ENTITY.matcher(text)
                .results()
                .flatMap(entity -> character(entity.group(1), entity.group(2), entity.group(3)).stream()
                        .map(character -> new Entity(entity.group(), character)))
                .findFirst();
    }

    private static Optional<String> character(
            @Nullable String decimal, @Nullable String hexadecimal, @Nullable String name) {
        if (name != null) {
            return Optional.ofNullable(CHARACTERS.get(name));
        }
        int character = decimal != null
                ? Integer.parseInt(decimal)
                : Integer.parseInt(Objects.requireNonNull(hexadecimal), 16);
        boolean text = Character.isValidCodePoint(character)
                && Character.getType(character) != Character.SURROGATE
                && !(Character.isISOControl(character) && !Character.isWhitespace(character));
        return text ? Optional.of(Character.toString(character)) : Optional.empty();
    }

    private static Map<String, String> characters() {
        Map<String, String> characters =
                new HashMap<>(Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'"));
        characters.putAll(Map.of(
                "ndash", "–", "mdash", "—", "lsquo", "‘", "rsquo", "’", "sbquo", "‚", "ldquo", "“", "rdquo", "”",
                "bdquo", "„", "hellip", "…", "bull", "•"));
        characters.putAll(Map.of(
                "euro", "€", "trade", "™", "lsaquo", "‹", "rsaquo", "›", "permil", "‰", "minus", "−", "zwj", "\u200D",
                "zwnj", "\u200C", "ensp", "\u2002", "emsp", "\u2003"));
        characters.putAll(Map.of(
                "thinsp", "\u2009", "lrm", "\u200E", "rlm", "\u200F", "OElig", "Œ", "oelig", "œ", "Scaron", "Š",
                "scaron", "š", "Yuml", "Ÿ", "fnof", "ƒ", "prime", "′"));
        String[] names = LATIN_1.strip().split("\\s+");
        for (int i = 0; i < names.length; i++) {
            characters.put(names[i], Character.toString(FIRST_OF_LATIN_1 + i));
        }
        return Map.copyOf(characters);
    }
}
