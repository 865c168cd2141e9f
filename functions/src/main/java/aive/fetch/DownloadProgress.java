package aive.fetch;
import aive.http.GuardedRequest;
import aive.http.RequestedUrl;

/// The progress of one download attempt: the downloading thread writes it, the watchdog reads it.
final class DownloadProgress {

    private volatile RequestedUrl url;
    private volatile long requestedAt = System.nanoTime();
    private volatile boolean answered;
    private volatile long bytes;
    private volatile Runnable cancellation = () -> {};

    DownloadProgress(RequestedUrl url) {
        this.url = url;
    }

    /// Records that a request is about to be sent.
    void requests(RequestedUrl next, GuardedRequest request) {
        url = next;
        cancellation = request::cancel;
        requestedAt = System.nanoTime();
        answered = false;
    }

    /// Records that the headers of the response have arrived.
    void isAnswered() {
        answered = true;
    }

    void received(long total) {
        bytes = total;
    }

    RequestedUrl url() {
        return url;
    }

    /// Whether the headers of the response have arrived.
    boolean answered() {
        return answered;
    }

    /// The start of the latest request, as a value of [System#nanoTime].
    long requestedAt() {
        return requestedAt;
    }

    long bytes() {
        return bytes;
    }

    /// Closes the connection.
    void cancel() {
        cancellation.run();
    }
}
