package aive.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.handler.PrepareProjectHandler;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A function that continues from a snapshot: what was valid when the snapshot was taken is not valid any more.
@EnabledOnOs(OS.LINUX)
class SnapStartTest {

    private static final String EVENT = """
            {"execution": "film-1", "retry": 0, "input": {"project_data": {"id": "film", "sentences": [{"id": "s1", "text": "Hello.", "start_time": 0,
             "end_time": 2, "selected_footage": {"url": "https://h.example/clip.mp4"}}]}, "audio_url": "https://h.example/a.mp3"}}\
            """;

    @TempDir
    private Path folder;

    @Test
    void neitherCredentialsNorConnectionsNorFilesOfTheSnapshotAreUsed() throws Exception {
        try (FrozenWorld world = new FrozenWorld();
                RuntimeClient client = RuntimeClient.start(
                        PrepareProjectHandler.class,
                        folder,
                        Map.of(
                                "AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start",
                                "AWS_ACCESS_KEY_ID", "",
                                "AWS_SECRET_ACCESS_KEY", "",
                                "AWS_CONTAINER_CREDENTIALS_FULL_URI", world.address() + "/credentials",
                                "AWS_ENDPOINT_URL", world.address(),
                                "S3_BUCKET", "videos",
                                "AIVE_WORK_BUCKET", "work",
                                "ENVIRONMENT", "test"))) {
            // when
            client.awaitSnapshot();
            world.awaitRequest();
            List<String> rehearsed = List.copyOf(world.requests);
            List<Path> left;
            try (var files = Files.list(folder.resolve("tmp"))) {
                left = files.filter(file -> !file.getFileName().toString().startsWith("hsperfdata")).toList();
            }
            world.restored = true;
            client.restore();
            JsonNode prepared = client.result(EVENT);
            // then
            assertEquals(List.of("HEAD /work/projects/rehearsal as before, then closed by the client"), rehearsed);
            assertEquals(List.of(), left);
            List<String> requests = world.requests.subList(rehearsed.size(), world.requests.size());
            String project = "PUT /work/projects/%s/".formatted(prepared.get("render_id").asString());
            assertEquals(
                    List.of(project + "request.json as after", project + "media.json as after"),
                    requests.stream().distinct().toList());
            List<JsonNode> log = client.log();
            assertEquals(
                    List.of("rehearsal", "begin", "end"),
                    log.stream().map(line -> line.get("event").asString()).toList());
            assertEquals("done", log.getFirst().get("outcome").asString(), client.output());
            assertTrue(log.get(1).get("cold_start").asBoolean());
        }
    }

    /// S3 and the source of credentials. After the restore, it hands out other credentials, and closes every
    /// connection without telling.
    private static final class FrozenWorld implements AutoCloseable {

        private static final Pattern REQUEST = Pattern.compile("([A-Z]+) (\\S+) HTTP/1.1\r\n");
        private static final Pattern LENGTH = Pattern.compile("(?i)\ncontent-length: ([0-9]+)\r\n");
        private static final Pattern KEY = Pattern.compile("Credential=([a-z]+)/");

        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<String> requests = new CopyOnWriteArrayList<>();
        private final CountDownLatch rehearsed = new CountDownLatch(1);
        private volatile boolean restored;

        FrozenWorld() throws IOException {
            Thread.startVirtualThread(() -> {
                try {
                    while (true) {
                        Socket socket = server.accept();
                        Thread.startVirtualThread(() -> answer(socket));
                    }
                } catch (IOException _) {
                    // closed
                }
            });
        }

        String address() {
            return "http://127.0.0.1:" + server.getLocalPort();
        }

        void awaitRequest() throws InterruptedException {
            assertTrue(rehearsed.await(60, TimeUnit.SECONDS), "nothing was asked before the snapshot");
        }

        private void answer(Socket socket) {
            try (socket) {
                InputStream input = new BufferedInputStream(socket.getInputStream());
                String head = head(input);
                Matcher request = REQUEST.matcher(head);
                Matcher length = LENGTH.matcher(head);
                Matcher key = KEY.matcher(head);
                if (!request.lookingAt()) {
                    return;
                }
                input.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
                String what = request.group(1) + " " + request.group(2) + (key.find() ? " as " + key.group(1) : "");
                if (request.group(2).equals("/credentials")) {
                    send(socket, "200 OK", credentials());
                } else if (restored) {
                    requests.add(what);
                    send(socket, "200 OK", "");
                } else {
                    send(socket, "404 Not Found", "");
                    requests.add(what + (input.read() < 0 ? ", then closed by the client" : ""));
                    rehearsed.countDown();
                }
            } catch (IOException _) {
                // closed by the client, which the requests show
            }
        }

        /// Those of the snapshot expire soon.
        private String credentials() {
            return "{\"AccessKeyId\": \"%s\", \"SecretAccessKey\": \"secret\", \"Token\": \"any\", \"Expiration\": \"%s\"}"
                    .formatted(
                            restored ? "after" : "before",
                            Instant.now().plusSeconds(restored ? 20_000 : 20).toString());
        }

        private static String head(InputStream input) throws IOException {
            StringBuilder head = new StringBuilder();
            int next;
            while (head.indexOf("\r\n\r\n") < 0 && (next = input.read()) >= 0) {
                head.append((char) next);
            }
            return head.toString();
        }

        private static void send(Socket socket, String status, String body) throws IOException {
            socket.getOutputStream()
                    .write("HTTP/1.1 %s\r\nETag: \"0\"\r\nContent-Length: %d\r\n\r\n%s"
                            .formatted(status, body.length(), body)
                            .getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
