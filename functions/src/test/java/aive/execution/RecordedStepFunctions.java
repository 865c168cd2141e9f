package aive.execution;

import aive.json.Json;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import tools.jackson.databind.JsonNode;

/// An endpoint of Step Functions on loopback that answers what was recorded, so that the SDK itself reads it.
///
/// A recording is a list of `{"operation", "request", "status"?, "response"}`; a request is answered by the first
/// whose operation it has and whose `request` holds nothing that differs. What nothing answers is an error of the
/// test.
public final class RecordedStepFunctions implements AutoCloseable {

    private static final int UNEXPECTED = 400;

    private final HttpServer server;
    private final List<JsonNode> exchanges;
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    private RecordedStepFunctions(List<JsonNode> exchanges) {
        this.exchanges = exchanges;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /// @param recording a resource beside this class, without `.json`
    public static RecordedStepFunctions replaying(String recording) {
        return new RecordedStepFunctions(recorded(recording));
    }

    /// The exchanges of a recording.
    public static List<JsonNode> recorded(String recording) {
        try (InputStream json = Objects.requireNonNull(
                RecordedStepFunctions.class.getResourceAsStream(recording + ".json"), recording)) {
            List<JsonNode> all = new ArrayList<>();
            Json.tree(json.readAllBytes()).forEach(all::add);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The ARN of the execution that a recording is about.
    public String execution() {
        return exchanges.getFirst().at("/request/executionArn").asString();
    }

    /// The operations that were asked for, in order.
    List<String> asked() {
        return List.copyOf(asked);
    }

    public SfnClient client() {
        return SfnClient.builder()
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("ak", "sk")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /// The first of some exchanges that a request has.
    public static Optional<JsonNode> match(List<JsonNode> exchanges, String operation, JsonNode request) {
        return exchanges.stream()
                .filter(exchange -> exchange.get("operation").asString().equals(operation))
                .filter(exchange -> exchange.get("request").properties().stream()
                        .allMatch(field -> field.getValue().equals(request.get(field.getKey()))))
                .findFirst();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            String operation = target.substring(target.indexOf('.') + 1);
            JsonNode request = Json.tree(exchange.getRequestBody().readAllBytes());
            asked.add(operation);
            JsonNode found = match(exchanges, operation, request).orElse(null);
            byte[] body = found == null
                    ? Json.bytes(Map.of("__type", "NotRecorded", "message", operation + " " + request))
                    : Json.bytes(found.get("response"));
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(
                    found == null ? UNEXPECTED : found.path("status").asInt(200), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
