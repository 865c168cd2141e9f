package aive.http;
import java.time.Duration;

/// Formats durations for messages.
public final class Durations {

    private Durations() {}

    /// Formats a duration in milliseconds if it is shorter than a second (`200 ms`), else in seconds (`15 s`).
    public static String inWords(Duration duration) {
        return duration.toMillis() < 1_000 ? duration.toMillis() + " ms" : duration.toSeconds() + " s";
    }
}
