package aive.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import aive.error.RenderError;
import aive.http.Canary;
import aive.http.Certificates;
import aive.http.HttpLimits;
import aive.http.Internet;
import aive.http.MediaServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A server, a canary, an Internet in which both can be named, and a downloader with limits of milliseconds.
final class Downloads implements AutoCloseable {

    static final DownloadLimits LIMITS = new DownloadLimits(
            new HttpLimits(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(2),
                    Duration.ofMillis(2),
                    Duration.ofSeconds(10)),
            100_000,
            5,
            3,
            Duration.ofSeconds(10),
            Duration.ofSeconds(3),
            1_024);

    final MediaServer server;
    final Canary canary = new Canary();
    final Internet internet = new Internet();
    final Path folder;
    private final Certificates certificates;
    private SourceHeaders headers = SourceHeaders.NONE;

    /// @param folder for the downloads; empty before and, unless one succeeds, after
    Downloads(Certificates certificates, Path folder) throws IOException {
        this.certificates = certificates;
        this.server = new MediaServer(certificates.server());
        this.folder = folder;
        internet.port(server.port())
                .port(canary.port())
                .host("media.test", "127.0.0.1")
                .host("cdn.test", "127.0.0.1");
    }

    /// Sets the headers of later downloads.
    void headers(String json) {
        headers = SourceHeaders.parse("the headers", json.getBytes(StandardCharsets.UTF_8));
    }

    /// The same limits with another one for the size.
    static DownloadLimits withBytes(DownloadLimits limits, long bytes) {
        return new DownloadLimits(
                limits.http(), bytes, limits.redirects(), limits.tries(), limits.patience(), limits.window(),
                limits.bytesPerSecond());
    }

    String url(String path) {
        return "https://media.test:" + server.port() + path;
    }

    HttpsDownloader downloader(DownloadLimits limits) {
        return new HttpsDownloader(limits, internet.client(limits.http(), certificates), () -> headers);
    }

    Download fetch(String url) {
        return fetch(url, Optional.empty(), LIMITS);
    }

    Download fetch(String url, Optional<Validators> previous, DownloadLimits limits) {
        return fetch(url, previous, limits, Duration.ofSeconds(30));
    }

    Download fetch(String url, Optional<Validators> previous, DownloadLimits limits, Duration within) {
        try (HttpsDownloader downloader = downloader(limits)) {
            return downloader.fetch("/audio_url", internet.url(url), previous, folder, within);
        }
    }

    /// Fetches in vain, and sees to what holds of every failure: its message names field and URL, no query, and no
    /// file is left.
    <T extends RenderError> T fail(Class<T> kind, String url) throws IOException {
        return fail(kind, url, LIMITS, Duration.ofSeconds(30));
    }

    <T extends RenderError> T fail(Class<T> kind, String url, DownloadLimits limits, Duration within)
            throws IOException {
        T failure = assertThrows(
                kind, () -> fetch(url + "?token=SECRET&X-Amz-Signature=SECRET", Optional.empty(), limits, within));
        String message = String.valueOf(failure.getMessage());
        assertFalse(message.contains("SECRET"), message);
        assertFalse(message.contains("\n"), message);
        assertEquals(
                "/audio_url: " + url,
                message.substring(0, Math.min(message.length(), ("/audio_url: " + url).length())));
        assertFalse(failure.getCause() != null, "causes are logged, and quote servers and addresses");
        assertEquals(List.of(), files());
        assertEquals(0, canary.hits());
        return failure;
    }

    List<Path> files() throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /// How often the server was asked.
    int requests() {
        return server.requests().size();
    }

    @Override
    public void close() throws IOException {
        server.close();
        canary.close();
    }
}
