package aive.fetch;

import aive.http.HttpLimits;
import java.time.Duration;

/// Limits of one download.
///
/// @param http time limits of each request
/// @param bytes largest size of a source
/// @param redirects how many redirects are followed
/// @param tries how many attempts are made in all, if a retry may help
/// @param patience the longest time for all pauses between the attempts together; if a server asks for a longer pause
///     (Retry-After), there is no retry
/// @param window the time over which the speed of a body is averaged
/// @param bytesPerSecond the lowest average speed of a body
public record DownloadLimits(
        HttpLimits http,
        long bytes,
        int redirects,
        int tries,
        Duration patience,
        Duration window,
        long bytesPerSecond) {

    /// Largest media file that is downloaded, copied, or uploaded.
    public static final long MAX_MEDIA_BYTES = 4L << 30;

    /// 4 GiB, 5 redirects, and 5 attempts in about a minute: pauses of about 4, 8, 15, and 22 s. A server that asks for
    /// longer pauses gets up to two minutes. If a server never answers, the download fails within two and a half
    /// minutes.
    public static final DownloadLimits DEFAULT = new DownloadLimits(
            new HttpLimits(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30)),
            MAX_MEDIA_BYTES,
            5,
            5,
            Duration.ofMinutes(2),
            Duration.ofSeconds(20),
            1_024);

    /// @throws IllegalArgumentException if a limit is not positive (`redirects` may be 0)
    public DownloadLimits {
        boolean positive =
                bytes > 0 && tries > 0 && patience.isPositive() && window.isPositive() && bytesPerSecond > 0;
        if (!positive || redirects < 0) {
            throw new IllegalArgumentException("a limit of downloads is not positive");
        }
    }
}
