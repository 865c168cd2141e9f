package aive.engine;

import tools.jackson.databind.JsonNode;

/// AWS's limit on the JSON that is passed between states, sent to a function, or assigned to variables.
final class PayloadLimit {

    /// 256 KiB, counted in UTF-8.
    static final int MAX_BYTES = 256 << 10;

    private PayloadLimit() {}

    /// Returns the value if it is within the limit.
    ///
    /// @param subject names the value in the error: `output of state "Prepare"`
    /// @throws StateFailed with `States.DataLimitExceeded`
    static JsonNode check(JsonNode value, String subject) throws StateFailed {
        int bytes = JsonCodec.bytes(value).length;
        if (bytes > MAX_BYTES) {
            throw new StateFailed(
                    ErrorOutput.DATA_LIMIT_EXCEEDED,
                    "the %s has %d bytes of JSON; at most %d are allowed".formatted(subject, bytes, MAX_BYTES));
        }
        return value;
    }
}
