package aive.engine;

import tools.jackson.databind.JsonNode;

/// The most JSON that goes from one state to the next, to a function, or into variables, as AWS counts it.
final class PayloadLimit {

    /// In bytes of UTF-8.
    static final int MAX_BYTES = 256 << 10;

    private PayloadLimit() {}

    static boolean exceeds(JsonNode value) {
        return JsonCodec.bytes(value).length > MAX_BYTES;
    }

    /// The value itself.
    ///
    /// @param what for the message: `output of state "Plan chunks"`
    /// @throws StateFailed with `States.DataLimitExceeded`
    static JsonNode check(JsonNode value, String what) throws StateFailed {
        int bytes = JsonCodec.bytes(value).length;
        if (bytes > MAX_BYTES) {
            throw new StateFailed(
                    Failure.DATA_LIMIT_EXCEEDED, "the %s has %d bytes of JSON; at most %d are allowed".formatted(what, bytes, MAX_BYTES));
        }
        return value;
    }
}
