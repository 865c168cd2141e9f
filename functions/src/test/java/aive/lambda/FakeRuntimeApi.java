package aive.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The side of Lambda that a runtime client talks to: hands out events, takes answers. Needs nothing but the JDK,
/// since `bench/cold-start` uses it, too.
public final class FakeRuntimeApi implements AutoCloseable {

    private static final String INVOCATION = "/2018-06-01/runtime/invocation/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final BlockingQueue<Instant> questions = new LinkedBlockingQueue<>();
    private final CountDownLatch frozen = new CountDownLatch(1);
    private final CountDownLatch restored = new CountDownLatch(1);
    private final AtomicInteger requests = new AtomicInteger();

    /// An event, and how long the function may take.
    private record Event(String payload, Duration limit) {}

    /// What a runtime client has reported.
    ///
    /// @param kind `response`, `error`, or `init/error`
    /// @param body JSON
    /// @param when it came
    public record Answer(String kind, String body, Instant when) {}

    private FakeRuntimeApi(HttpServer server) {
        this.server = server;
    }

    public static FakeRuntimeApi start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FakeRuntimeApi api = new FakeRuntimeApi(server);
        server.setExecutor(api.threads);
        server.createContext(INVOCATION + "next", api::next);
        server.createContext(
                INVOCATION,
                exchange -> api.take(
                        exchange, exchange.getRequestURI().getPath().endsWith("/error") ? "error" : "response"));
        server.createContext("/2018-06-01/runtime/restore/next", api::freeze);
        server.createContext("/2018-06-01/runtime/init/error", exchange -> api.take(exchange, "init/error"));
        server.start();
        return api;
    }

    /// For the variable `AWS_LAMBDA_RUNTIME_API`.
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /// When a runtime client next asks for an event, which is when its function is ready.
    public Instant asked(Duration atMost) throws InterruptedException {
        Instant asked = questions.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
        if (asked == null) {
            throw new IllegalStateException("nobody has asked for an event within " + atMost);
        }
        return asked;
    }

    /// Waits until a runtime client is ready for the snapshot (SnapStart).
    public void awaitSnapshot(Duration atMost) throws InterruptedException {
        if (!frozen.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("nobody is ready for a snapshot within " + atMost);
        }
    }

    /// Lets the runtime client continue, as if from the snapshot.
    public void restore() {
        restored.countDown();
    }

    public void send(String payload, Duration limit) {
        events.add(new Event(payload, limit));
    }

    /// The next report.
    public Answer answer(Duration atMost) throws InterruptedException {
        return poll(atMost).orElseThrow(() -> new IllegalStateException("no answer within " + atMost));
    }

    /// The next report, if one comes in time.
    public Optional<Answer> poll(Duration atMost) throws InterruptedException {
        return Optional.ofNullable(answers.poll(atMost.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void next(HttpExchange exchange) throws IOException {
        questions.add(Instant.now());
        try (exchange) {
            Event event = events.take();
            exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "request-" + requests.incrementAndGet());
            // The client's native part takes these two for granted.
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders()
                    .set("Lambda-Runtime-Trace-Id", "Root=1-00000000-000000000000000000000000;Sampled=0");
            exchange.getResponseHeaders()
                    .set(
                            "Lambda-Runtime-Deadline-Ms",
                            Long.toString(Instant.now().plus(event.limit).toEpochMilli()));
            exchange.getResponseHeaders()
                    .set(
                            "Lambda-Runtime-Invoked-Function-Arn",
                            "arn:aws:lambda:eu-central-1:000000000000:function:test:1");
            byte[] payload = event.payload.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, payload.length);
            exchange.getResponseBody().write(payload);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void freeze(HttpExchange exchange) throws IOException {
        try (exchange) {
            frozen.countDown();
            restored.await();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, -1);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(HttpExchange exchange, String kind) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(202, -1);
            answers.add(new Answer(kind, body, Instant.now()));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
