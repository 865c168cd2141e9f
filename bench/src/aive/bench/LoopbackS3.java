package aive.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// As much of S3 as the stitch function needs: objects that are files here, and uploads that are counted and thrown
/// away.
final class LoopbackS3 implements AutoCloseable {

    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]+)");

    private final Map<String, Path> objects;
    private final Map<Path, String> checksums = new ConcurrentHashMap<>();
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final HttpServer server;

    /// @param objects the file of each key
    LoopbackS3(Map<String, Path> objects) throws IOException {
        this.objects = Map.copyOf(objects);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /// The value for `AWS_ENDPOINT_URL`. An address, so that buckets are not part of the host.
    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    long bytesRead() {
        return read.get();
    }

    long bytesWritten() {
        return written.get();
    }

    long requests() {
        return requests.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            // The first element of the path is the bucket.
            String path = exchange.getRequestURI().getPath().substring(1);
            String key = path.substring(path.indexOf('/') + 1);
            switch (exchange.getRequestMethod()) {
                case "GET", "HEAD" -> object(exchange, key);
                case "PUT" -> {
                    written.addAndGet(exchange.getRequestBody().transferTo(OutputStream.nullOutputStream()));
                    exchange.getResponseHeaders().add("ETag", "\"1\"");
                    exchange.sendResponseHeaders(200, -1);
                }
                case "POST" -> {
                    exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
                    boolean begins = "uploads".equals(exchange.getRequestURI().getQuery());
                    xml(exchange, begins
                            ? "<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>"
                            : "<CompleteMultipartUploadResult><ETag>\"1\"</ETag></CompleteMultipartUploadResult>");
                }
                default -> exchange.sendResponseHeaders(204, -1);
            }
        }
    }

    private void object(HttpExchange exchange, String key) throws IOException {
        Path file = objects.get(key);
        if (file == null) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        exchange.getResponseHeaders().add("ETag", "\"1\"");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().add("x-amz-meta-key", key);
            exchange.getResponseHeaders().add("x-amz-meta-crc32", checksums.computeIfAbsent(file, LoopbackS3::crc32));
            exchange.getResponseHeaders().add("Content-Length", Long.toString(Files.size(file)));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        String range = exchange.getRequestHeaders().getFirst("Range");
        Matcher matcher = RANGE.matcher(range == null ? "" : range);
        long start = matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
        long end = Files.size(file);
        end = matcher.matches() ? Math.min(Long.parseLong(matcher.group(2)) + 1, end) : end;
        if (start >= end && matcher.matches()) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) (end - start));
        try (FileChannel channel = FileChannel.open(file)) {
            while (bytes.hasRemaining()) {
                channel.read(bytes, start + bytes.position());
            }
        }
        read.addAndGet(bytes.capacity());
        exchange.sendResponseHeaders(matcher.matches() ? 206 : 200, bytes.capacity() == 0 ? -1 : bytes.capacity());
        send(exchange, bytes.array());
    }

    private static String crc32(Path file) {
        CRC32 checksum = new CRC32();
        try {
            checksum.update(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    }

    private static void xml(HttpExchange exchange, String content) throws IOException {
        byte[] bytes = ("<?xml version=\"1.0\"?>" + content).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        send(exchange, bytes);
    }

    private static void send(HttpExchange exchange, byte[] content) throws IOException {
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(content);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
