package aive.http;

import java.time.Duration;
import java.util.Map;

/// Sends messages to servers that we do not control: by HTTPS in production, a test double in tests.
@FunctionalInterface
public interface Sender {

    /// Sends one message with PUT. Blocks until the server has answered or the time is up; no request is pending
    /// afterwards.
    ///
    /// @param headers in addition to those of HTTP; name to value, neither with line breaks
    /// @param tries how many requests are made at most, where a retry may help; 1 or more
    /// @param within how long all requests and the pauses between them may take
    Delivery put(SourceUrl target, byte[] body, Map<String, String> headers, int tries, Duration within);
}
