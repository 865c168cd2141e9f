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

/// Downloads over HTTPS from public addresses, with a bounded number of retries.
public final class HttpsDownloader implements Downloader, AutoCloseable {

    private final DownloadLimits limits;
    private final GuardedClient client;

    public HttpsDownloader(DownloadLimits limits) {
        this(limits, GuardedClient.create(limits.http()));
    }

    /// @param client sends the requests; [#close] closes it
    HttpsDownloader(DownloadLimits limits, GuardedClient client) {
        this.limits = limits;
        this.client = client;
    }

    @Override
    public Download fetch(
            String pointer, SourceUrl source, Optional<Validators> previous, Path folder, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        RequestedUrl url = new RequestedUrl(pointer, source);
        for (int attempts = 1; ; attempts++) {
            DownloadProgress progress = new DownloadProgress(url);
            DownloadAttempt attempt = new DownloadAttempt(client, limits, previous, folder, progress);
            try {
                return new DownloadWatchdog(limits, progress, deadline).watch(attempt::run);
            } catch (RetryableFailure failure) {
                pauseBeforeRetry(failure, attempts, deadline);
            }
        }
    }

    private void pauseBeforeRetry(RetryableFailure failure, int attempts, long deadline) {
        RequestedUrl url = failure.url();
        Duration longest = limits.http().longestPause();
        if (attempts == limits.tries()) {
            String suffix = attempts == 1 ? "" : ", after %d tries".formatted(attempts);
            throw url.unavailable(failure.predicate() + suffix);
        } else if (failure.retryAfter().compareTo(longest) > 0) {
            throw url.unavailable("%s and asks clients to wait %s (Retry-After), more than %s; render again later"
                    .formatted(
                            failure.predicate(), Durations.inWords(failure.retryAfter()), Durations.inWords(longest)));
        }
        Duration pause = Backoff.pause(attempts, failure.retryAfter(), limits.http());
        if (pause.toNanos() >= deadline - System.nanoTime()) {
            throw url.deadlineExceeded(failure.predicate() + ", and no time is left for a retry");
        }
        try {
            client.pause(pause);
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
