package aive.input;

import aive.json.Json;
import aive.time.Rational;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads and validates the fields of a JSON object. Every mistake becomes a problem with the field's pointer.
///
/// `null` counts as absent. An invalid field reads as absent, so that reading continues; the problems are thrown at
/// the end.
final class JsonFields {

    private static final Pattern COLOUR = Pattern.compile("#[0-9A-Fa-f]{6}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");
    private static final Pattern HALF_PAIR = Pattern.compile("\\p{Cs}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,20}(?:\\.[0-9]{1,20})?");
    private static final Pattern FLAG = Pattern.compile("true|false");
    private static final String WITHOUT_QUOTES = " without quotation marks";
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_@$.-]{1,60}");

    private final JsonNode object;
    private final String pointer;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    /// @param object a JSON object
    /// @param pointer the object's JSON Pointer; empty for the body itself
    JsonFields(JsonNode object, String pointer, Problems problems) {
        this.object = object;
        this.pointer = pointer;
        this.problems = problems;
    }

    /// An object without fields, to read defaults from.
    static JsonFields none(String pointer, Problems problems) {
        return new JsonFields(Json.MAPPER.createObjectNode(), pointer, problems);
    }

    String pointer(String name) {
        return pointer + "/" + name;
    }

    /// The field's value, of any type; Java's null if the field is absent or JSON's null.
    @Nullable
    JsonNode find(String name) {
        known.add(name);
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /// The value as it is; a problem if absent, which names a field with a similar name.
    @Nullable
    JsonNode require(String name, String what) {
        JsonNode value = find(name);
        if (value == null) {
            String twin = twin(name)
                    .map(there -> "; there is " + (isVowel(there.charAt(0)) ? "an " : "a ") + SafeText.sentence(there)
                            + ", which is ignored: rename it")
                    .orElse("");
            problems.invalid(pointer(name), name + " is missing; it must be " + what + twin);
        }
        return value;
    }

    /// The field of the object that is a misspelt `name`, if there is one.
    private Optional<String> twin(String name) {
        return object.propertyNames().stream()
                .filter(written -> object.hasNonNull(written) && Spelling.isTypo(written, name))
                .findFirst();
    }

    /// Warns of every field that was not read and that is a misspelt absent field, or a field of another object. Other
    /// unknown fields are ignored.
    ///
    /// @param elsewhere the objects to which the fields belong, by the names of the fields
    void warnOfTypos(Map<String, String> elsewhere) {
        for (String written : object.propertyNames()) {
            if (known.contains(written) || !object.hasNonNull(written)) {
                continue;
            }
            Optional.ofNullable(elsewhere.get(written))
                    .map(there -> "it belongs in " + there)
                    .or(() -> known.stream()
                            .filter(name -> !object.hasNonNull(name) && Spelling.isTypo(written, name))
                            .findFirst()
                            .map("did you mean %s?"::formatted))
                    .ifPresent(advice -> problems.warn(
                            place(written), SafeText.text(written) + " is not a field here and is ignored; " + advice));
        }
    }

    /// The pointer of an unknown field. Names that are long or hold special characters appear in the message only.
    private String place(String written) {
        return PLAIN_NAME.matcher(written).matches() ? pointer(written) : pointer;
    }

    /// @param example a JSON object for the message about a value of another type
    Optional<JsonFields> object(String name, String example) {
        return fields(name, find(name), objectSuchAs(example));
    }

    Optional<JsonFields> requiredObject(String name, String what) {
        return fields(name, require(name, what), what);
    }

    private static String objectSuchAs(String example) {
        return "an object such as " + example;
    }

    /// A list of objects; empty if the field is absent or has a problem. Items that are no objects are problems.
    ///
    /// @param most the limit for the number of items
    /// @param what a noun in the plural, for messages
    /// @param example a JSON object for the message about an item of another type
    List<JsonFields> objects(String name, int most, String what, String example) {
        JsonNode list = find(name);
        if (list == null) {
            return List.of();
        }
        String rule = "a list of at most %d %s".formatted(most, what);
        if (!list.isArray()) {
            mistyped(name, list, rule);
            return List.of();
        }
        if (list.size() > most) {
            problems.invalid(pointer(name), name + " holds " + list.size() + "; it must be " + rule);
            return List.of();
        }
        List<JsonFields> objects = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String place = pointer(name) + "/" + i;
            if (list.get(i).isObject()) {
                objects.add(new JsonFields(list.get(i), place, problems));
            } else {
                problems.invalid(
                        place,
                        "the item is " + SafeText.value(list.get(i)) + "; it must be " + objectSuchAs(example));
            }
        }
        return objects;
    }

    private Optional<JsonFields> fields(String name, @Nullable JsonNode value, String rule) {
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            mistyped(name, value, rule);
            return Optional.empty();
        }
        return Optional.of(new JsonFields(value, pointer(name), problems));
    }

    /// A text of at most `limit` characters, which may be blank.
    Optional<String> text(String name, int limit) {
        return text(name, find(name), limit);
    }

    private Optional<String> text(String name, @Nullable JsonNode value, int limit) {
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isString()) {
            mistyped(name, value, "a string");
            return Optional.empty();
        }
        String text = value.stringValue();
        int length = text.codePointCount(0, text.length());
        if (length > limit) {
            problems.invalid(pointer(name), name + " has " + length + " characters; it must have at most " + limit);
        } else if (HALF_PAIR.matcher(text).find()) {
            problems.invalid(
                    pointer(name),
                    name + " contains half a surrogate pair, which is not a character; the text was cut inside one");
        } else {
            return Optional.of(text);
        }
        return Optional.empty();
    }

    /// Reads an identifier, which must not be empty or contain control characters.
    Optional<String> identifier(String name, @Nullable JsonNode value) {
        Optional<String> text = text(name, value, InputLimits.ID_CHARACTERS);
        if (text.isPresent() && text.get().isEmpty()) {
            problems.invalid(
                    pointer(name),
                    name + " is an empty string; it must have 1 to " + InputLimits.ID_CHARACTERS + " characters");
            return Optional.empty();
        }
        if (text.isPresent() && CONTROL.matcher(text.get()).find()) {
            problems.invalid(
                    pointer(name), name + " is " + SafeText.text(text.get()) + "; it must not contain control characters");
            return Optional.empty();
        }
        return text;
    }

    Optional<Boolean> flag(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            boolean quoted = value.isString() && FLAG.matcher(value.stringValue()).matches();
            mistyped(name, value, "true or false" + (quoted ? WITHOUT_QUOTES : ""));
            return Optional.empty();
        }
        return Optional.of(value.booleanValue());
    }

    /// A colour as in CSS, `#RRGGBB`, as 24 bits.
    Optional<Integer> colour(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isString() || !COLOUR.matcher(value.stringValue()).matches()) {
            mistyped(name, value, "a colour as #RRGGBB, such as #FFD60A");
            return Optional.empty();
        }
        return Optional.of(HexFormat.fromHexDigits(value.stringValue(), 1, 7));
    }

    Optional<Rational> number(String name, NumberRange range) {
        return number(name, find(name), range).map(Rational::of);
    }

    Optional<Rational> requiredNumber(String name, NumberRange range) {
        return number(name, require(name, "a number, " + range), range).map(Rational::of);
    }

    Optional<Integer> integer(String name, NumberRange range) {
        Optional<BigDecimal> number = number(name, find(name), range);
        if (number.isPresent() && number.get().scale() > 0) {
            problems.invalid(pointer(name), name + " is " + number.get() + "; it must be a whole number, " + range);
            return Optional.empty();
        }
        return number.map(BigDecimal::intValueExact);
    }

    /// @return without trailing zeros, so that its scale is the number of decimals
    Optional<BigDecimal> number(String name, @Nullable JsonNode value, NumberRange range) {
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isNumber()) {
            boolean quoted = value.isString() && NUMBER.matcher(value.stringValue()).matches();
            mistyped(name, value, quoted ? "a number" + WITHOUT_QUOTES : "a number, " + range);
            return Optional.empty();
        }
        BigDecimal number = value.decimalValue();
        if (!range.contains(number)) {
            problems.invalid(pointer(name), name + " is " + SafeText.value(value) + "; it must be " + range);
            return Optional.empty();
        }
        BigDecimal shortest = number.stripTrailingZeros();
        if (shortest.scale() > InputLimits.DECIMALS) {
            problems.invalid(
                    pointer(name),
                    name + " is " + SafeText.value(value) + "; it must have at most " + InputLimits.DECIMALS
                            + " decimals");
            return Optional.empty();
        }
        return Optional.of(shortest);
    }

    /// @param choices by their names in JSON
    <T> Optional<T> choice(String name, Map<String, T> choices) {
        return choice(name, choices, "");
    }

    /// @param choices by their names in JSON
    /// @param alternative what else the field may be, for messages: `, or a number`
    <T> Optional<T> choice(String name, Map<String, T> choices, String alternative) {
        JsonNode value = find(name);
        if (value == null) {
            return Optional.empty();
        }
        T chosen = value.isString() ? choices.get(value.stringValue()) : null;
        if (chosen == null) {
            String rule = choices.size() == 1
                    ? choices.keySet().iterator().next()
                    : "one of " + String.join(", ", choices.keySet());
            mistyped(name, value, rule + alternative + meant(value, choices.keySet()));
        }
        return Optional.ofNullable(chosen);
    }

    /// The question whether a similar name was meant; empty if there is none.
    static String meant(JsonNode value, Set<String> names) {
        return value.isString()
                ? Spelling.nearest(value.stringValue(), names).map("; did you mean %s?"::formatted).orElse("")
                : "";
    }

    /// Adds a problem for every field that was not read, which is probably a typo.
    void refuseOthers() {
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                String meant = Spelling.nearest(name, known)
                        .map(near -> "did you mean " + near + "?")
                        .orElseGet(() -> "the fields are " + known.stream().sorted().collect(Collectors.joining(", ")));
                problems.invalid(place(name), SafeText.text(name) + " is not a field here; " + meant);
            }
        }
    }

    private static boolean isVowel(char letter) {
        return "aeiou".indexOf(letter) >= 0;
    }

    void mistyped(String name, JsonNode value, String rule) {
        problems.invalid(pointer(name), name + " is " + SafeText.value(value) + "; it must be " + rule);
    }
}
