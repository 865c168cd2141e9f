package aive.fetch;

import java.time.Duration;
import java.util.Map;

/// Tells strangers something: by HTTPS at public addresses in production, anything that answers in tests.
@FunctionalInterface
public interface Sender {

    /// Sends one message. Blocks until the server has answered, or there is no hope of it in time; nothing is on its way any more when this returns.
    ///
    /// @param target whom to tell
    /// @param headers beside those that HTTP needs; name to value, neither with line breaks
    /// @param tries how often it is sent at the most, where sending again may help; 1 or more
    /// @param within how long all of it may take, pauses between tries included
    Delivery put(SourceUrl target, byte[] body, Map<String, String> headers, int tries, Duration within);
}
