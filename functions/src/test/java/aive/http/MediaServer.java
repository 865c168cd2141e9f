package aive.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/// An HTTPS server on loopback that answers each path as a test wants it to, in proper HTTP or not.
public final class MediaServer implements AutoCloseable {

    public static final InetAddress ADDRESS = InetAddress.getLoopbackAddress();

    /// @param line `GET /path?query HTTP/1.1`
    /// @param headers lower-case name to value
    /// @param body as far as its length was declared, in UTF-8
    public record Request(String line, Map<String, String> headers, String body) {

        public String target() {
            return line.split(" ")[1];
        }
    }

    /// Writes a whole response, status line first; the connection is closed behind it.
    @FunctionalInterface
    public interface Answer {

        void write(Request request, OutputStream output, Socket socket) throws Exception;
    }

    private final ServerSocket listener;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    public MediaServer(SSLContext tls) throws IOException {
        listener = tls.getServerSocketFactory().createServerSocket(0, 50, ADDRESS);
        Thread.ofVirtual().start(this::listen);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// What was asked for, in the order of arrival.
    public List<Request> requests() {
        return requests;
    }

    /// Answers `path`, whatever the query.
    public MediaServer on(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    /// Answers with a status, headers (`Name: value`), and a body whose length is declared.
    public static Answer ok(byte[] body, String... headers) {
        return with("200 OK", body, headers);
    }

    public static Answer with(String status, byte[] body, String... headers) {
        return (_, output, _) -> {
            List<String> lines = new ArrayList<>(List.of(headers));
            lines.add("Content-Length: " + body.length);
            output.write(head(status, lines.toArray(String[]::new)));
            output.write(body);
        };
    }

    public static Answer redirect(int status, String location) {
        return with(status + " Moved", new byte[0], "Location: " + location);
    }

    public static byte[] head(String status, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
        List.of(headers).forEach(header -> head.append(header).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String line = reader.readLine();
            if (line == null) {
                return;
            }
            Map<String, String> headers = new ConcurrentHashMap<>();
            for (String header = reader.readLine(); header != null && !header.isEmpty(); header = reader.readLine()) {
                int colon = header.indexOf(':');
                headers.put(
                        header.substring(0, colon).toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).strip());
            }
            char[] body = new char[Integer.parseInt(headers.getOrDefault("content-length", "0"))];
            for (int read = 0; read < body.length; read += reader.read(body, read, body.length - read)) {
                // a read that finds the end of the stream ends the test's connection with an exception
            }
            Request request = new Request(
                    line,
                    headers,
                    new String(new String(body).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
            requests.add(request);
            String path = request.target().split("\\?")[0];
            answers.getOrDefault(path, with("404 Not Found", new byte[0]))
                    .write(request, socket.getOutputStream(), socket);
            socket.getOutputStream().flush();
        } catch (Exception _) {
            // the client went away, which is what many of the tests are about
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
