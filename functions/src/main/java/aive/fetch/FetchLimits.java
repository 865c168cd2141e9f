package aive.fetch;

import java.time.Duration;

/// How much a stranger's server may ask of us.
///
/// @param bytes the largest source
/// @param redirects how many are followed
/// @param tries how often a source is asked for in all, where asking again may help
/// @param lookup time for the name service's answer
/// @param connect time for a connection, for each address of the host
/// @param answer time from the beginning of a request until its response's headers are all there, connecting included
/// @param idle time without a single byte
/// @param window a body must come at `bytesPerSecond` or more, averaged over this time
/// @param firstPause time before the second try; doubles with every further one
/// @param longestPause a server that wants us to wait longer (Retry-After) is not asked again
public record FetchLimits(
        long bytes,
        int redirects,
        int tries,
        Duration lookup,
        Duration connect,
        Duration answer,
        Duration idle,
        Duration window,
        long bytesPerSecond,
        Duration firstPause,
        Duration longestPause) {

    /// 4 GiB, 5 redirects, and a decision about a server that does not answer within a minute.
    public static final FetchLimits DEFAULT = new FetchLimits(
            4L << 30,
            5,
            3,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            1_024,
            Duration.ofMillis(500),
            Duration.ofSeconds(30));

    /// @throws IllegalArgumentException if a limit is not positive (`redirects` may be 0)
    public FetchLimits {
        boolean positive = bytes > 0 && redirects >= 0 && tries > 0 && bytesPerSecond > 0
                && lookup.isPositive() && connect.isPositive() && answer.isPositive() && idle.isPositive() && window.isPositive()
                && firstPause.isPositive() && longestPause.isPositive();
        if (!positive) {
            throw new IllegalArgumentException("every limit of a download must be positive");
        }
    }

    /// These limits with another one for the size.
    public FetchLimits withBytes(long largest) {
        return new FetchLimits(
                largest, redirects, tries, lookup, connect, answer, idle, window, bytesPerSecond, firstPause, longestPause);
    }
}
