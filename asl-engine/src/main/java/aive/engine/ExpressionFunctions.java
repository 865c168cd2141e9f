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

/// The functions that an expression may call: some of JSONata's built-in functions, and those that Step Functions adds.
///
/// Functions that depend on the clock, on randomness, or on the default locale have implementations of our own. They
/// use the engine's clock and random generator, and the locale does not change their results.
final class ExpressionFunctions {

    /// JSONata functions whose library implementation agrees with the reference. A test compares recorded results.
    private static final Set<String> LIBRARY = Set.of(
            "abs", "append", "assert", "average", "boolean", "ceil", "contains", "count", "each",
            "encodeUrlComponent", "error", "exists", "filter", "floor", "fromMillis", "join", "keys", "length",
            "lookup", "map", "max", "merge", "min", "not", "number", "pad", "power", "reduce", "reverse", "round",
            "sift", "single", "sort", "split", "spread", "sqrt", "string", "substringAfter", "substringBefore", "sum",
            "trim", "type", "zip");

    private static final Set<String> OWN = Set.of(
            "hash", "lowercase", "millis", "now", "parse", "partition", "random", "range", "substring", "uppercase",
            "uuid");

    private static final Set<String> HASH_ALGORITHMS = Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");

    private final EngineClock clock;
    private final RandomGenerator random;
    private final Map<String, Jsonata.JFunction> own = new LinkedHashMap<>();

    /// @param random safe for use by several threads
    ExpressionFunctions(EngineClock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
        define("hash", "<ss:s>", arguments -> hash(text(arguments, 0), text(arguments, 1)));
        define("lowercase", "<s-:s>", arguments ->
                arguments.getFirst() instanceof String text ? text.toLowerCase(Locale.ROOT) : null);
        define("uppercase", "<s-:s>", arguments ->
                arguments.getFirst() instanceof String text ? text.toUpperCase(Locale.ROOT) : null);
        define("millis", "<:n>", _ -> this.clock.now().toEpochMilli());
        define("now", "<s?s?:s>", arguments -> Functions.dateTimeFromMillis(
                this.clock.now().toEpochMilli(), optionalText(arguments, 0), optionalText(arguments, 1)));
        define("parse", "<s:x>", arguments -> JsonataValues.fromJson(JsonCodec.parse(text(arguments, 0))));
        define("partition", "<an:a>", arguments ->
                partition((List<?>) value(arguments, 0), (Number) value(arguments, 1)));
        define("random", "<n?:n>", arguments -> random(arguments.isEmpty() ? null : arguments.getFirst()));
        define("range", "<nnn:a>", arguments -> range(
                (Number) value(arguments, 0), (Number) value(arguments, 1), (Number) value(arguments, 2)));
        define("substring", "<s-nn?:s>", ExpressionFunctions::substring);
        define("uuid", "<:s>", _ -> uuid());
    }

    static boolean isKnown(String name) {
        return LIBRARY.contains(name) || OWN.contains(name);
    }

    /// The names of all functions that may be called, in alphabetical order.
    static Set<String> names() {
        Set<String> names = new TreeSet<>(LIBRARY);
        names.addAll(OWN);
        return names;
    }

    void bindTo(Jsonata.Frame frame) {
        own.forEach(frame::bind);
    }

    private void define(String name, String signature, FunctionBody body) {
        own.put(name, new Jsonata.JFunction((_, arguments) -> body.apply(arguments), signature));
    }

    private static String hash(String text, String algorithm) throws NoSuchAlgorithmException {
        if (!HASH_ALGORITHMS.contains(algorithm)) {
            throw new IllegalArgumentException("$hash does not support the algorithm %s; it supports %s".formatted(
                    algorithm, String.join(", ", new TreeSet<>(HASH_ALGORITHMS))));
        }
        byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    private static List<List<Object>> partition(List<?> elements, Number size) {
        int step = size.intValue();
        if (step < 1) {
            throw new IllegalArgumentException("the size of $partition is %s; it must be at least 1".formatted(size));
        }
        List<List<Object>> parts = new ArrayList<>();
        for (int from = 0; from < elements.size(); from += step) {
            parts.add(new ArrayList<>(elements.subList(from, Math.min(from + step, elements.size()))));
        }
        return parts;
    }

    private static List<Object> range(Number first, Number last, Number step) {
        double by = step.doubleValue();
        double end = last.doubleValue();
        if (by == 0) {
            throw new IllegalArgumentException("the step of $range is 0; it must be another number");
        }
        List<Object> numbers = new ArrayList<>();
        for (double next = first.doubleValue(); by > 0 ? next <= end : next >= end; next += by) {
            numbers.add(Utils.convertNumber(next));
        }
        return numbers;
    }

    /// Implements `$substring`. Positions count code points, as in the reference implementation.
    ///
    /// The library's own function would split characters outside the Basic Multilingual Plane.
    private static @Nullable Object substring(List<?> arguments) {
        if (!(arguments.getFirst() instanceof String text)) {
            return null;
        }
        int[] points = text.codePoints().toArray();
        int start = ((Number) value(arguments, 1)).intValue();
        int from = start >= 0 ? start : Math.max(0, points.length + start);
        int length = arguments.size() > 2 && arguments.get(2) instanceof Number number
                ? number.intValue()
                : points.length;
        int first = Math.min(from, points.length);
        return new String(points, first, Math.clamp(length, 0, points.length - first));
    }

    /// Returns a number from 0 (inclusive) to 1 (exclusive). Equal seeds give equal numbers.
    ///
    /// AWS gives other numbers for the same seed: its generator is not documented.
    private double random(@Nullable Object seed) {
        return seed instanceof Number number
                ? new SplittableRandom(number.longValue()).nextDouble()
                : random.nextDouble();
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

    private interface FunctionBody {

        @Nullable Object apply(List<?> arguments) throws NoSuchAlgorithmException;
    }
}
