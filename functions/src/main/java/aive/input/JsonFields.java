package aive.input;

import aive.json.Json;
import aive.time.Rational;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The fields of one JSON object, read by name and checked; what is wrong becomes a problem with the field's pointer.
///
/// `null` is the same as absent. A field that is wrong reads as if it were absent, so reading goes on; the problems
/// are thrown at the end.
final class JsonFields {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");
    private static final Pattern HALF_PAIR = Pattern.compile("\\p{Cs}");
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_@$.-]{1,60}");

    private final JsonNode object;
    private final String pointer;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    /// @param object an object
    /// @param pointer where it is, empty for the body itself
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

    /// The value as it is, null where absent.
    @Nullable JsonNode find(String name) {
        known.add(name);
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /// The value as it is; a problem where absent, which points out a twin in camelCase.
    @Nullable JsonNode require(String name, String what) {
        JsonNode value = find(name);
        if (value == null) {
            String twin = twin(name).map(there -> "; there is " + (isVowel(there.charAt(0)) ? "an " : "a ") + there + ", which is not read").orElse("");
            problems.invalid(pointer(name), name + " is missing" + twin + "; it must be " + what);
        }
        return value;
    }

    /// What else the author may have written for `name`.
    Optional<String> twin(String name) {
        String camel = Spelling.camelCase(name);
        return !camel.equals(name) && object.hasNonNull(camel) ? Optional.of(camel) : Optional.empty();
    }

    /// Warns where an optional field is absent but its twin in camelCase is there.
    void warnOfTwin(String name) {
        if (find(name) == null) {
            twin(name).ifPresent(there -> problems.warn(pointer(there), there + " is not read; " + name + " would be"));
        }
    }

    Optional<JsonFields> object(String name) {
        return fields(name, find(name));
    }

    Optional<JsonFields> requiredObject(String name, String what) {
        return fields(name, require(name, what));
    }

    private Optional<JsonFields> fields(String name, @Nullable JsonNode value) {
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            mistyped(name, value, "an object");
            return Optional.empty();
        }
        return Optional.of(new JsonFields(value, pointer(name), problems));
    }

    /// Any text, blank too, of at most so many characters.
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
            problems.invalid(pointer(name), name + " holds half a surrogate pair, which is no character");
        } else {
            return Optional.of(text);
        }
        return Optional.empty();
    }

    /// A name somebody gave: not empty, no control characters.
    Optional<String> identifier(String name, @Nullable JsonNode value) {
        Optional<String> text = text(name, value, InputLimits.ID_CHARACTERS);
        if (text.isPresent() && text.get().isEmpty()) {
            problems.invalid(pointer(name), name + " is an empty string; it must have 1 to " + InputLimits.ID_CHARACTERS + " characters");
            return Optional.empty();
        }
        if (text.isPresent() && CONTROL.matcher(text.get()).find()) {
            problems.invalid(pointer(name), name + " is " + SafeText.text(text.get()) + ", which holds control characters");
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
            mistyped(name, value, "true or false");
            return Optional.empty();
        }
        return Optional.of(value.booleanValue());
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

    /// @return without trailing zeros, so its scale says how many decimals there really are
    Optional<BigDecimal> number(String name, @Nullable JsonNode value, NumberRange range) {
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isNumber()) {
            mistyped(name, value, "a number, " + range);
            return Optional.empty();
        }
        BigDecimal number = value.decimalValue();
        if (!range.contains(number)) {
            problems.invalid(pointer(name), name + " is " + SafeText.value(value) + "; it must be " + range);
            return Optional.empty();
        }
        BigDecimal shortest = number.stripTrailingZeros();
        if (shortest.scale() > InputLimits.DECIMALS) {
            problems.invalid(pointer(name), name + " is " + SafeText.value(value) + "; it must have at most " + InputLimits.DECIMALS + " decimals");
            return Optional.empty();
        }
        return Optional.of(shortest);
    }

    /// @param choices by the name that JSON has for them
    <T> Optional<T> choice(String name, Map<String, T> choices) {
        JsonNode value = find(name);
        if (value == null) {
            return Optional.empty();
        }
        T chosen = value.isString() ? choices.get(value.stringValue()) : null;
        if (chosen == null) {
            mistyped(name, value, choices.size() == 1 ? choices.keySet().iterator().next() : "one of " + String.join(", ", choices.keySet()));
        }
        return Optional.ofNullable(chosen);
    }

    /// A problem for every field that nobody has asked for so far: a typo must not be silent.
    void refuseOthers() {
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                String meant = Spelling.nearest(name, known).map(near -> "did you mean " + near + "?").orElseGet(() -> "there is "
                        + known.stream().sorted().collect(Collectors.joining(", ")));
                // a name that would break the line, or fill it, is shown in the message only
                String place = PLAIN_NAME.matcher(name).matches() ? pointer(name) : pointer;
                problems.invalid(place, SafeText.text(name) + " is not a field here; " + meant);
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
