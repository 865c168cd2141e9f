package aive.http;
import java.time.Duration;

/// Durations for people.
public final class Durations {

    private Durations() {}

    /// `200 ms`, `15 s`.
    public static String inWords(Duration duration) {
        return duration.toMillis() < 1_000 ? duration.toMillis() + " ms" : duration.toSeconds() + " s";
    }
}
