package aive.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import aive.http.MediaServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/// Answers of a server of media that fails.
final class FaultyServer {

    private final Faults faults;

    FaultyServer(Faults faults) {
        this.faults = faults;
    }

    /// Ways in which a server fails.
    private enum Kind {
        SERVICE_UNAVAILABLE,
        NOT_FOUND,
        ERROR_PAGE,
        SHORT,
        RESET,
        SLOW,
        WRONG_RANGE,
        RANGE_IGNORED,
        EMPTY
    }

    /// An answer with a file's bytes that may fail.
    MediaServer.Answer serving(Path file) {
        byte[] content = bytes(file);
        return (request, output, socket) -> {
            if (!faults.strike()) {
                output.write(MediaServer.head(
                        "200 OK", "Content-Length: " + content.length, "ETag: \"%d\"".formatted(content.length)));
                output.write(content);
                return;
            }
            fail(faults.oneOf(Kind.values()), content, request, output, socket);
        };
    }

    private static void fail(
            Kind kind, byte[] content, MediaServer.Request request, OutputStream output, Socket socket)
            throws Exception {
        String length = "Content-Length: " + content.length;
        byte[] half = Arrays.copyOf(content, content.length / 2);
        switch (kind) {
            case SERVICE_UNAVAILABLE -> MediaServer.with("503 Slow Down", new byte[0]).write(request, output, socket);
            case NOT_FOUND -> MediaServer.with("404 Not Found", new byte[0]).write(request, output, socket);
            case ERROR_PAGE ->
                MediaServer.ok("<html><body>try later</body></html>".getBytes(UTF_8), "Content-Type: text/html")
                        .write(request, output, socket);
            case EMPTY -> MediaServer.ok(new byte[0]).write(request, output, socket);
            case SHORT -> {
                output.write(MediaServer.head("200 OK", length));
                output.write(half);
            }
            case RESET -> {
                output.write(MediaServer.head("200 OK", length, "ETag: \"1\"", "Accept-Ranges: bytes"));
                output.write(half);
                output.flush();
                socket.setSoLinger(true, 0);
                socket.close();
            }
            case SLOW -> {
                output.write(MediaServer.head("200 OK", length));
                output.write(half);
                output.flush();
                Thread.sleep(300);
                output.write(content, half.length, content.length - half.length);
            }
            case WRONG_RANGE -> {
                output.write(MediaServer.head(
                        "206 Partial Content",
                        "Content-Length: " + half.length,
                        "Content-Range: bytes 7-%d/%d".formatted(half.length + 6, content.length)));
                output.write(half);
            }
            case RANGE_IGNORED -> MediaServer.ok(content).write(request, output, socket);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Objects.requireNonNull(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
