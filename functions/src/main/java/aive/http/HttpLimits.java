package aive.http;
import java.time.Duration;

/// Time limits of HTTPS requests to servers that we do not control.
///
/// @param lookup for the answer of the name service
/// @param connect for a connection, for each address of the host
/// @param answer from the start of a request until all headers of the response have arrived, connecting included
/// @param idle without a single byte
/// @param firstPause before the first retry; doubles with every further one
/// @param longestPause between two requests; a server that asks for more (Retry-After) is not asked again
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
