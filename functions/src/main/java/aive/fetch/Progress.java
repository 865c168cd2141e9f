package aive.fetch;

import org.apache.hc.core5.concurrent.Cancellable;

/// How far a try has come: written by the thread that does it, read by the one that watches.
final class Progress {

    private static final Cancellable NOTHING = () -> false;

    private volatile Trail trail;
    private volatile long askedAt = System.nanoTime();
    private volatile boolean answered;
    private volatile long bytes;
    private volatile Cancellable request = NOTHING;

    Progress(Trail trail) {
        this.trail = trail;
    }

    void asks(Trail next, Cancellable nextRequest) {
        trail = next;
        request = nextRequest;
        askedAt = System.nanoTime();
        answered = false;
    }

    void isAnswered() {
        answered = true;
    }

    void received(long total) {
        bytes = total;
    }

    Trail trail() {
        return trail;
    }

    /// The server's headers are all there.
    boolean answered() {
        return answered;
    }

    /// In [System#nanoTime].
    long askedAt() {
        return askedAt;
    }

    long bytes() {
        return bytes;
    }

    void cancel() {
        request.cancel();
    }
}
