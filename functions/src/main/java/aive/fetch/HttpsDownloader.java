package aive.fetch;

import aive.http.Backoff;
import aive.http.Durations;
import aive.http.GuardedClient;
import aive.http.RequestedUrl;
import aive.http.RetryableFailure;
import aive.http.SourceUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Downloads over HTTPS from public addresses, with a bounded number of retries.
public final class HttpsDownloader implements Downloader, AutoCloseable {

    private final DownloadLimits limits;
    private final GuardedClient client;
    private final Supplier<SourceHeaders> headers;

    /// @param headers is called before each attempt
    public HttpsDownloader(DownloadLimits limits, Supplier<SourceHeaders> headers) {
        this(limits, GuardedClient.create(limits.http()), headers);
    }

    /// @param client sends the requests; [#close] closes it
    HttpsDownloader(DownloadLimits limits, GuardedClient client, Supplier<SourceHeaders> headers) {
        this.limits = limits;
        this.client = client;
        this.headers = headers;
    }

    @Override
    public Download fetch(
            String pointer, SourceUrl source, Optional<Validators> previous, Path folder, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        RequestedUrl url = new RequestedUrl(pointer, source);
        Duration patience = limits.patience();
        for (int attempts = 1; ; attempts++) {
            DownloadProgress progress = new DownloadProgress(url);
            DownloadAttempt attempt =
                    new DownloadAttempt(client, limits, headers.get(), previous, folder, progress);
            try {
                return new DownloadWatchdog(limits, progress, deadline).watch(attempt::run);
            } catch (RetryableFailure failure) {
                patience = patience.minus(pauseBeforeRetry(failure, attempts, patience, deadline));
            }
        }
    }

    /// Waits before a retry, or throws an error if there is none.
    ///
    /// @param attempts how many attempts have failed
    /// @param patience the longest time for this pause and all later ones
    /// @return the length of the pause
    private Duration pauseBeforeRetry(RetryableFailure failure, int attempts, Duration patience, long deadline) {
        RequestedUrl url = failure.url();
        if (attempts < limits.tries() && failure.retryAfter().compareTo(patience) > 0) {
            throw url.unavailable("%s and asks clients to wait %s (Retry-After), more than %s; render again later"
                    .formatted(
                            failure.predicate(),
                            Durations.inWords(failure.retryAfter()),
                            Durations.inWords(patience)));
        }
        Duration pause = Backoff.pause(attempts, failure.retryAfter(), limits.http());
        if (attempts == limits.tries() || pause.compareTo(patience) > 0) {
            String tries = attempts == 1 ? "" : ", after %d tries; render again later".formatted(attempts);
            throw url.unavailable(failure.predicate() + tries);
        }
        if (pause.toNanos() >= deadline - System.nanoTime()) {
            throw url.deadlineExceeded(failure.predicate() + ", and no time is left for a retry");
        }
        try {
            client.pause(pause);
            return pause;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw url.deadlineExceeded("was not downloaded: the download was interrupted");
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
