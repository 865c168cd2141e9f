package aive.http;
import java.time.Duration;

/// Time limits of HTTPS requests to servers that we do not control.
///
/// @param lookup the longest wait for the answer of the name service
/// @param connect the longest time to connect to one address of the host
/// @param answer the longest time from the start of a request, before connecting, to the last header of the response
/// @param idle the longest time without a byte from the server
/// @param firstPause the pause before the first retry; it doubles with every further retry
/// @param longestPause the longest pause between two requests, unless the server asks for a longer one (Retry-After)
public record HttpLimits(
        Duration lookup, Duration connect, Duration answer, Duration idle, Duration firstPause, Duration longestPause) {

    /// @throws IllegalArgumentException if a limit is not positive
    public HttpLimits {
        boolean positive = lookup.isPositive() && connect.isPositive() && answer.isPositive() && idle.isPositive()
                && firstPause.isPositive() && longestPause.isPositive();
        if (!positive) {
            throw new IllegalArgumentException("a time limit of HTTP requests is not positive");
        }
    }
}
