package aive.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// An HTTPS server for tests that is told things at `https://callback.example.test/…`. Its [#sender] judges every
/// other address as production does.
public final class CallbackSite implements AutoCloseable {

    private static final String HOST = "callback.example.test";

    private final MediaServer server;
    private final Internet internet = new Internet();
    private final HttpsSender sender;
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();

    /// @param folder for certificates
    public CallbackSite(Path folder) throws Exception {
        Certificates certificates = Certificates.forHosts(folder, "callback", List.of(HOST));
        server = new MediaServer(certificates.server());
        internet.host(HOST, "127.0.0.1").port(server.port());
        sender = new HttpsSender(HttpsSender.LIMITS, internet.client(HttpsSender.LIMITS, certificates));
        server.on(
                "/status",
                (request, output, socket) -> MediaServer.with(
                                answers.isEmpty() ? "200 OK" : answers.remove() + " As told", new byte[0])
                        .write(request, output, socket));
    }

    /// What was received.
    ///
    /// @param headers lower-case name to value
    public record Received(String method, String target, Map<String, String> headers, String body) {}

    /// The address that may be told.
    public static String url() {
        return "https://" + HOST + "/status?key=SECRET";
    }

    /// The next answers; afterwards it is 200 again.
    public CallbackSite answers(int... statuses) {
        for (int status : statuses) {
            answers.add(status);
        }
        return this;
    }

    public List<Received> received() {
        return server.requests().stream()
                .map(request ->
                        new Received(request.line().split(" ")[0], request.target(), request.headers(), request.body()))
                .toList();
    }

    /// A sender to which this server is a part of the Internet, on the port that it happens to have, and which does
    /// not really wait between tries.
    public Sender sender() {
        return this::put;
    }

    private Delivery put(SourceUrl target, byte[] body, Map<String, String> headers, int tries, Duration within) {
        SourceUrl dialled = target.host().equals(HOST) ? internet.onPort(target, server.port()) : target;
        return sender.put(dialled, body, headers, tries, within);
    }

    @Override
    public void close() {
        sender.close();
        server.close();
    }
}
