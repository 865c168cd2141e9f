package aive.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aive.json.Json;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// Lambda's own runtime client in a process of its own, as Lambda starts it for a function: the environment is the
/// function's and nothing else.
final class RuntimeClient implements AutoCloseable {

    private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String NATIVE_PART =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FakeRuntimeApi api;
    private final Process process;
    private final Path output;

    private RuntimeClient(FakeRuntimeApi api, Process process, Path output) {
        this.api = api;
        this.process = process;
        this.output = output;
    }

    /// @param folder for this process alone; it has `tmp` in it
    static RuntimeClient start(
            Class<? extends RequestStreamHandler> handler,
            Path folder,
            Map<String, String> environment,
            String... options)
            throws IOException {
        FakeRuntimeApi api = FakeRuntimeApi.start();
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + temporary,
                "-D" + NATIVE_PART + "=" + nativePart(folder)));
        command.addAll(List.of(options));
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), MAIN, handler.getName() + "::handleRequest"));
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "AWS_LAMBDA_RUNTIME_API", api.address(),
                        "AWS_REGION", "us-east-1",
                        "AWS_ACCESS_KEY_ID", "nobody",
                        "AWS_SECRET_ACCESS_KEY", "secret",
                        "AWS_LAMBDA_FUNCTION_NAME", "test",
                        "AWS_LAMBDA_FUNCTION_VERSION", "7",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024",
                        "AWS_LAMBDA_LOG_GROUP_NAME", "test",
                        "AWS_LAMBDA_LOG_STREAM_NAME", "test"));
        builder.environment().putAll(environment);
        return new RuntimeClient(api, builder.start(), output);
    }

    /// The client unpacks its native part to one place in `/tmp`, which two of them must not share.
    private static Path nativePart(Path folder) throws IOException {
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        try (InputStream library =
                RuntimeClient.class.getResourceAsStream("/jni/libaws-lambda-jni.linux-%s.so".formatted(architecture))) {
            Path file = folder.resolve("client.so").toAbsolutePath();
            Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        }
    }

    /// Waits until the function is ready for the snapshot.
    void awaitSnapshot() throws IOException, InterruptedException {
        try {
            api.awaitSnapshot(PATIENCE);
        } catch (IllegalStateException e) {
            throw new AssertionError(output(), e);
        }
    }

    /// Continues, as Lambda does from the snapshot.
    void restore() {
        api.restore();
    }

    /// What the function answers.
    FakeRuntimeApi.Answer call(String payload, Duration limit) throws IOException, InterruptedException {
        api.send(payload, limit);
        for (long second = 0; second < PATIENCE.toSeconds(); second++) {
            Optional<FakeRuntimeApi.Answer> answer = api.poll(Duration.ofSeconds(1));
            if (answer.isPresent()) {
                return answer.get();
            }
            if (!process.isAlive()) {
                break;
            }
        }
        throw new AssertionError("no answer; what the function wrote: " + output());
    }

    /// The result of a call that succeeds.
    JsonNode result(String payload) throws IOException, InterruptedException {
        FakeRuntimeApi.Answer answer = call(payload, PATIENCE);
        assertEquals("response", answer.kind(), answer.body());
        return tree(answer.body());
    }

    /// The error of a call that fails: `errorType`, `errorMessage`.
    JsonNode error(String payload) throws IOException, InterruptedException {
        FakeRuntimeApi.Answer answer = call(payload, PATIENCE);
        assertEquals("error", answer.kind(), answer.body());
        return tree(answer.body());
    }

    /// The lines of JSON that the function has written so far.
    List<JsonNode> log() throws IOException {
        return Files.readAllLines(output).stream()
                .filter(line -> line.startsWith("{\""))
                .map(RuntimeClient::tree)
                .toList();
    }

    /// Everything that the process has written so far.
    String output() throws IOException {
        return Files.readString(output);
    }

    boolean ends() throws InterruptedException {
        return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static JsonNode tree(String json) {
        return Json.tree(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        api.close();
    }
}
