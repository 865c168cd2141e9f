package aive.cdk;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Reads the deployment parameters from `-c name=value` and `cdk.json`.
///
/// It records which parameters are read. A parameter that is set but never read is probably misspelt, and is refused. A
/// test compares the recorded parameters with the table of `docs/reference/parameters.md`.
final class DeploymentContext {

    /// The table's notation for parameters without a default.
    private static final String NONE = "—";

    private final Map<String, @Nullable Object> values;
    private final Map<String, String> defaults = new LinkedHashMap<>();

    /// @param values the whole context; the CDK's own values are ignored
    DeploymentContext(Map<String, ? extends @Nullable Object> values) {
        this.values = new LinkedHashMap<>(values);
    }

    /// Returns the context value with this name as text, or empty if the value is absent or blank.
    Optional<String> text(String name) {
        defaults.put(name, NONE);
        return value(name);
    }

    String text(String name, String fallback) {
        defaults.put(name, fallback);
        return value(name).orElse(fallback);
    }

    /// Returns the items of a comma-separated list, without blank items.
    List<String> list(String name, String fallback) {
        defaults.put(name, fallback.isEmpty() ? NONE : fallback);
        return Arrays.stream(value(name).orElse(fallback).split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /// @throws IllegalArgumentException if the value is not one of `choices`
    String choice(String name, String fallback, List<String> choices) {
        String chosen = text(name, fallback);
        if (!choices.contains(chosen)) {
            throw new IllegalArgumentException(
                    "%s is \"%s\": it should be %s".formatted(name, chosen, String.join(" or ", choices)));
        }
        return chosen;
    }

    boolean flag(String name) {
        return choice(name, "false", List.of("true", "false")).equals("true");
    }

    /// @throws IllegalArgumentException if the value is not a whole number from `least` to `most`
    int number(String name, int fallback, int least, int most) {
        defaults.put(name, Integer.toString(fallback));
        return value(name).map(text -> number(name, text, least, most)).orElse(fallback);
    }

    /// @throws IllegalArgumentException if the parameter is set but is not a whole number from `least` to `most`
    OptionalInt number(String name, int least, int most) {
        defaults.put(name, NONE);
        Optional<String> text = value(name);
        return text.isPresent() ? OptionalInt.of(number(name, text.get(), least, most)) : OptionalInt.empty();
    }

    /// Whether the parameter is set explicitly, so that no other parameter may change it.
    boolean isSaid(String name) {
        return value(name).isPresent();
    }

    /// The parameters that were read so far, with their defaults.
    Map<String, String> asked() {
        return Map.copyOf(defaults);
    }

    /// @throws IllegalArgumentException if a parameter is set that nothing has read; its name is probably misspelt
    void refuseOthers() {
        for (String name : values.keySet()) {
            // The CDK's own names contain an @, a colon, or a hyphen.
            if (name.matches("[A-Za-z]+") && !defaults.containsKey(name)) {
                throw new IllegalArgumentException("there is no parameter \"%s\"; the parameters are %s"
                        .formatted(
                                name,
                                String.join(
                                        ", ",
                                        defaults.keySet().stream().sorted().toList())));
            }
        }
    }

    private Optional<String> value(String name) {
        Object value = values.get(name);
        return value == null || value.toString().isBlank()
                ? Optional.empty()
                : Optional.of(value.toString().strip());
    }

    private static int number(String name, String text, int least, int most) {
        // Numbers in cdk.json arrive as floating point.
        String digits = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        if (digits.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(digits);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new IllegalArgumentException(
                "%s is %s: it should be a whole number from %d to %d".formatted(name, text, least, most));
    }
}
