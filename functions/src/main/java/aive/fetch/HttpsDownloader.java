package aive.fetch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;

/// Downloads over HTTPS from public addresses only, in a bounded number of tries.
public final class HttpsDownloader implements Downloader, AutoCloseable {

    private final FetchLimits limits;
    private final Network network;
    private final CloseableHttpClient client;

    public HttpsDownloader(FetchLimits limits) {
        this(limits, Network.internet());
    }

    HttpsDownloader(FetchLimits limits, Network network) {
        this.limits = limits;
        this.network = network;
        this.client = GuardedClient.create(limits, network);
    }

    @Override
    public Download fetch(String pointer, SourceUrl source, Optional<Validators> previous, Path folder, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        Trail start = new Trail(pointer, source, source);
        for (int tried = 1; ; tried++) {
            Progress progress = new Progress(start);
            try {
                return new Watch(limits, progress, deadline).over(new Exchange(client, network, limits, previous, folder, progress)::run);
            } catch (TryAgain again) {
                pauseBeforeAnotherTry(again, tried, deadline);
            }
        }
    }

    private void pauseBeforeAnotherTry(TryAgain again, int tried, long deadline) {
        Trail trail = again.trail();
        if (tried == limits.tries()) {
            throw trail.unavailable(again.predicate() + (tried == 1 ? "" : ", after %d tries".formatted(tried)));
        } else if (again.atLeast().compareTo(limits.longestPause()) > 0) {
            throw trail.unavailable("%s and wants %s of peace, too long to wait".formatted(again.predicate(), Watch.inWords(again.atLeast())));
        }
        Duration backoff = Backoff.after(tried, limits);
        Duration pause = backoff.compareTo(again.atLeast()) > 0 ? backoff : again.atLeast();
        if (pause.toNanos() >= deadline - System.nanoTime()) {
            throw trail.late(again.predicate() + ", and there is no time for another try");
        }
        try {
            network.pause().of(pause);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw trail.late("was not downloaded because the work was called off");
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
