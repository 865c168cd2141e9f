package aive.http;
import java.time.Duration;

/// A request failed, but a retry may succeed. The failure becomes a [aive.error.RenderError] when no retry is left.
public final class RetryableFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient RequestedUrl url;
    private final String predicate;
    private final Duration retryAfter;

    RetryableFailure(RequestedUrl url, String predicate) {
        this(url, predicate, Duration.ZERO);
    }

    /// @param predicate what happened, to follow the URL in a sentence
    /// @param retryAfter how long the server asks clients to wait
    public RetryableFailure(RequestedUrl url, String predicate, Duration retryAfter) {
        super(predicate);
        this.url = url;
        this.predicate = predicate;
        this.retryAfter = retryAfter;
    }

    public RequestedUrl url() {
        return url;
    }

    /// What happened, as the predicate of a sentence that begins with the URL.
    public String predicate() {
        return predicate;
    }

    /// How long the server asks clients to wait; zero if it does not.
    public Duration retryAfter() {
        return retryAfter;
    }
}
