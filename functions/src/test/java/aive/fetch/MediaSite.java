package aive.fetch;

import aive.http.Certificates;
import aive.http.Internet;
import aive.http.MediaServer;
import aive.http.SourceUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// An HTTPS server for tests of the whole system: it serves files as `https://media.example.test/NAME`, whatever the
/// query, and answers 304 to who has them already. Its [#downloader] judges every other address as production does.
public final class MediaSite implements AutoCloseable {

    private static final String HOST = "media.example.test";

    private final MediaServer server;
    private final Internet internet = new Internet();
    private final HttpsDownloader downloader;
    private final Map<String, Integer> sent = new ConcurrentHashMap<>();

    /// @param folder for certificates
    public MediaSite(Path folder) throws Exception {
        Certificates certificates = Certificates.forHosts(folder, "site", List.of(HOST));
        server = new MediaServer(certificates.server());
        internet.host(HOST, "127.0.0.1").port(server.port());
        downloader = new HttpsDownloader(
                DownloadLimits.DEFAULT,
                internet.client(DownloadLimits.DEFAULT.http(), certificates),
                () -> SourceHeaders.NONE);
    }

    /// Serves a file under a name.
    ///
    /// @return its URL
    public String serve(String name, Path file) {
        server.on("/" + name, (request, output, _) -> answer(name, file, request, output));
        return "https://" + HOST + "/" + name;
    }

    /// Lets `answer` serve a file under its own name.
    ///
    /// @return its URL
    public String serve(Path file, MediaServer.Answer answer) {
        server.on("/" + file.getFileName(), answer);
        return "https://" + HOST + "/" + file.getFileName();
    }

    /// How often the file was sent whole.
    public int sent(String name) {
        return sent.getOrDefault(name, 0);
    }

    /// How often the server was asked for anything.
    public int requests() {
        return server.requests().size();
    }

    /// A downloader to which this server is a part of the Internet, on the port that it happens to have.
    public Downloader downloader() {
        return this::fetch;
    }

    private Download fetch(
            String pointer, SourceUrl source, Optional<Validators> previous, Path folder, Duration within) {
        SourceUrl dialled = source.host().equals(HOST) ? internet.onPort(source, server.port()) : source;
        return downloader.fetch(pointer, dialled, previous, folder, within);
    }

    private void answer(String name, Path file, MediaServer.Request request, OutputStream output) throws IOException {
        String tag = "\"%d\"".formatted(Files.size(file));
        if (tag.equals(request.headers().get("if-none-match"))) {
            output.write(MediaServer.head("304 Not Modified", "ETag: " + tag));
            return;
        }
        sent.merge(name, 1, Integer::sum);
        output.write(MediaServer.head(
                "200 OK",
                "Content-Type: application/octet-stream",
                "Content-Length: " + Files.size(file),
                "ETag: " + tag));
        Files.copy(file, output);
    }

    @Override
    public void close() {
        downloader.close();
        server.close();
    }
}
