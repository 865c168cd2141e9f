package aive.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/// The renderer's JSON mapper: strict when it reads, canonical when it writes.
///
/// It rejects duplicate keys, trailing text, null record components, and unknown properties of our records. Numbers
/// keep their exact decimal value. Written JSON has snake_case names in alphabetical order, with `kind` first where a
/// type has several kinds, and no absent values. Equal values therefore give equal bytes.
public final class Json {

    /// The limit for the length of a document of ours, in bytes. Inputs of strangers have smaller limits.
    private static final long MAX_BYTES = 64L << 20;

    /// The limit for the nesting depth of objects and arrays.
    public static final int MAX_DEPTH = 64;

    /// The limit for the length of a number, in characters.
    public static final int MAX_DIGITS = 100;

    /// The limit for the number of tokens in a document of ours.
    private static final long MAX_TOKENS = 5_000_000;

    public static final JsonMapper MAPPER = limitedTo(MAX_BYTES, MAX_TOKENS);

    private Json() {}

    /// A mapper with other limits.
    ///
    /// @param maxBytes the limit for the length of a JSON text
    /// @param maxTokens the limit for the number of tokens: names, values, and brackets. Without it, a short text with
    ///     very many tokens could produce a tree that does not fit into memory.
    public static JsonMapper limitedTo(long maxBytes, long maxTokens) {
        return JsonMapper.builder(JsonFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxDocumentLength(maxBytes)
                                .maxNestingDepth(MAX_DEPTH)
                                .maxTokenCount(maxTokens)
                                .maxNumberLength(MAX_DIGITS)
                                .maxStringLength((int) maxBytes)
                                .build())
                        .build())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                // Without this, components keep the order of their declaration, and moving one would change every
                // digest.
                .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                // Methods such as `isLocalFile` are not components of a record.
                .changeDefaultVisibility(
                        visibility -> visibility.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .changeDefaultPropertyInclusion(
                        inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
                .build();
    }

    /// Returns a value as canonical JSON in UTF-8. Equal values give equal bytes.
    public static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /// Canonical text: equal values give equal text.
    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /// @throws tools.jackson.core.JacksonException if the bytes are not the JSON of a `type`
    public static <T> T read(byte[] bytes, Class<T> type) {
        return MAPPER.readValue(bytes, type);
    }

    /// Reads JSON that another version of this program may have written.
    ///
    /// @return empty if the bytes are not the JSON of a `type` in this version
    public static <T> Optional<T> readIfKnown(byte[] bytes, Class<T> type) {
        try {
            return Optional.of(read(bytes, type));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /// @throws tools.jackson.core.JacksonException if the bytes are not one JSON value
    public static JsonNode tree(byte[] bytes) {
        return MAPPER.readTree(bytes);
    }

    /// The SHA-256 of a value's canonical bytes, as 64 hexadecimal digits.
    public static String sha256(Object value) {
        return sha256(bytes(value));
    }

    /// The SHA-256 of some bytes, as 64 hexadecimal digits.
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(newSha256().digest(bytes));
    }

    /// The SHA-256 of some text in UTF-8, as 64 hexadecimal digits.
    public static String sha256OfText(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A new SHA-256 digest, for content that arrives in parts.
    public static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
