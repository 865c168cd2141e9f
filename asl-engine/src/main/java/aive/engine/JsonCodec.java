package aive.engine;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/// Reads and writes the JSON of definitions, payloads, and items.
///
/// Reading rejects duplicate keys and text after the value. Decimal numbers keep their exact value in both directions.
final class JsonCodec {

    private static final int MAX_BYTES = 64 << 20;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_LENGTH = 100;

    /// Bounds the size of the tree: a short text can hold more values than fit into memory.
    private static final long MAX_TOKENS = 5_000_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(MAX_BYTES)
                            .maxStringLength(MAX_BYTES)
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .maxTokenCount(MAX_TOKENS)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private JsonCodec() {}

    /// @throws tools.jackson.core.JacksonException if the bytes are not one JSON value
    static JsonNode parse(byte[] json) {
        return MAPPER.readTree(json);
    }

    /// @throws tools.jackson.core.JacksonException if the text is not one JSON value
    static JsonNode parse(String json) {
        return MAPPER.readTree(json);
    }

    /// The compact JSON of a value, in UTF-8.
    static byte[] bytes(JsonNode value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /// The compact JSON of a value.
    static String text(JsonNode value) {
        return MAPPER.writeValueAsString(value);
    }
}
