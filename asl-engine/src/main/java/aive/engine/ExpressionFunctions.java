package aive.engine;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The functions that an expression may call: JSONata's own, as far as the library agrees with the reference, and those that Step Functions adds.
///
/// Functions that depend on the clock, on randomness, or on the machine's locale are replaced by ours.
final class ExpressionFunctions {

    /// JSONata's functions that the library implements as the reference does; a test compares them on recorded answers.
    private static final Set<String> LIBRARY = Set.of(
            "abs", "append", "assert", "average", "boolean", "ceil", "contains", "count", "each",
            "encodeUrlComponent", "error", "exists", "filter", "floor", "fromMillis", "join", "keys", "length", "lookup", "map", "max",
            "merge", "min", "not", "number", "pad", "power", "reduce", "reverse", "round", "sift", "single", "sort", "split",
            "spread", "sqrt", "string", "substringAfter", "substringBefore", "sum", "trim", "type", "zip");

    private static final Set<String> OURS = Set.of(
            "hash", "lowercase", "millis", "now", "parse", "partition", "random", "range", "substring", "uppercase", "uuid");

    private static final Map<String, String> HASHES =
            Map.of("MD5", "MD5", "SHA-1", "SHA-1", "SHA-256", "SHA-256", "SHA-384", "SHA-384", "SHA-512", "SHA-512");

    private final Time time;
    private final RandomGenerator random;
    private final Map<String, Jsonata.JFunction> ours = new LinkedHashMap<>();

    /// @param random safe for use by many threads
    ExpressionFunctions(Time time, RandomGenerator random) {
        this.time = time;
        this.random = random;
        define("hash", "<ss:s>", arguments -> hash(text(arguments, 0), text(arguments, 1)));
        define("lowercase", "<s-:s>", arguments -> arguments.getFirst() instanceof String text ? text.toLowerCase(Locale.ROOT) : null);
        define("uppercase", "<s-:s>", arguments -> arguments.getFirst() instanceof String text ? text.toUpperCase(Locale.ROOT) : null);
        define("millis", "<:n>", _ -> this.time.now().toEpochMilli());
        define("now", "<s?s?:s>", arguments -> Functions.dateTimeFromMillis(
                this.time.now().toEpochMilli(), optionalText(arguments, 0), optionalText(arguments, 1)));
        define("parse", "<s:x>", arguments -> JsonataValues.fromJson(JsonCodec.parse(text(arguments, 0))));
        define("partition", "<an:a>", arguments -> partition((List<?>) value(arguments, 0), (Number) value(arguments, 1)));
        define("random", "<n?:n>", arguments -> random(arguments.isEmpty() ? null : arguments.getFirst()));
        define("range", "<nnn:a>", arguments -> range((Number) value(arguments, 0), (Number) value(arguments, 1), (Number) value(arguments, 2)));
        define("substring", "<s-nn?:s>", ExpressionFunctions::substring);
        define("uuid", "<:s>", _ -> uuid());
    }

    static boolean isKnown(String name) {
        return LIBRARY.contains(name) || OURS.contains(name);
    }

    /// The names of every function that may be called, in alphabetical order.
    static Set<String> names() {
        Set<String> names = new TreeSet<>(LIBRARY);
        names.addAll(OURS);
        return names;
    }

    void bindTo(Jsonata.Frame frame) {
        ours.forEach(frame::bind);
    }

    private void define(String name, String signature, Body body) {
        ours.put(name, new Jsonata.JFunction((_, arguments) -> body.apply(arguments), signature));
    }

    private static String hash(String text, String algorithm) throws NoSuchAlgorithmException {
        String name = HASHES.get(algorithm);
        if (name == null) {
            throw new IllegalArgumentException("$hash knows %s, not %s".formatted(new TreeSet<>(HASHES.keySet()), algorithm));
        }
        return HexFormat.of().formatHex(MessageDigest.getInstance(name).digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<List<Object>> partition(List<?> elements, Number size) {
        int step = size.intValue();
        if (step < 1) {
            throw new IllegalArgumentException("$partition wants a size of at least 1, not " + size);
        }
        List<List<Object>> parts = new ArrayList<>();
        for (int from = 0; from < elements.size(); from += step) {
            parts.add(new ArrayList<>(elements.subList(from, Math.min(from + step, elements.size()))));
        }
        return parts;
    }

    private static List<Object> range(Number first, Number last, Number step) {
        double by = step.doubleValue();
        if (by == 0) {
            throw new IllegalArgumentException("$range wants a step other than 0");
        }
        List<Object> numbers = new ArrayList<>();
        for (double next = first.doubleValue(); by > 0 ? next <= last.doubleValue() : next >= last.doubleValue(); next += by) {
            numbers.add(Utils.convertNumber(next));
        }
        return numbers;
    }

    /// By code points, as the reference has it; the library's own cuts characters beyond the basic plane in two.
    private static @Nullable Object substring(List<?> arguments) {
        if (!(arguments.getFirst() instanceof String text)) {
            return null;
        }
        int[] points = text.codePoints().toArray();
        int start = ((Number) value(arguments, 1)).intValue();
        int from = start >= 0 ? start : Math.max(0, points.length + start);
        int length = arguments.size() > 2 && arguments.get(2) instanceof Number number ? number.intValue() : points.length;
        int first = Math.min(from, points.length);
        return new String(points, first, Math.clamp(length, 0, points.length - first));
    }

    /// With a seed, the same number for the same seed; AWS's own numbers for a seed are not known.
    private double random(@Nullable Object seed) {
        return seed instanceof Number number ? new SplittableRandom(number.longValue()).nextDouble() : random.nextDouble();
    }

    String uuid() {
        long version4 = (random.nextLong() & ~0xF000L) | 0x4000L;
        long variant2 = (random.nextLong() & ~0xC000_0000_0000_0000L) | 0x8000_0000_0000_0000L;
        return new UUID(version4, variant2).toString();
    }

    private static Object value(List<?> arguments, int index) {
        Object value = arguments.get(index);
        if (value == null) {
            throw new IllegalArgumentException("argument %d is missing".formatted(index + 1));
        }
        return value;
    }

    private static String text(List<?> arguments, int index) {
        return (String) value(arguments, index);
    }

    private static @Nullable String optionalText(List<?> arguments, int index) {
        return index < arguments.size() ? (String) arguments.get(index) : null;
    }

    private interface Body {

        @Nullable Object apply(List<?> arguments) throws NoSuchAlgorithmException;
    }
}
