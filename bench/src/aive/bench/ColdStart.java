package aive.bench;

import aive.ffmpeg.EmbeddedFfmpeg;
import aive.file.UserFolders;
import aive.handler.Rehearsal;
import aive.input.RequestReader;
import aive.input.SourcePolicy;
import aive.lambda.FakeRuntimeApi;
import aive.plan.PlanSchema;
import aive.store.FolderStore;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/// Starts functions as Lambda does and prints how long that takes.
///
/// The class path is Lambda's: its runtime client on the JVM's own, `functions/target/lambda` behind it. S3 is a local
/// server with the objects of a small project. *prepare* gets a correct project and answers when it has written it.
/// *plan* plans it. *render* gets a chunk whose plan is missing: it starts FFmpeg, loads the fonts, asks S3, and
/// answers with an error.
public final class ColdStart {

    private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String NATIVE_PART = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final String PROJECT = """
            {"execution": "bench", "retry": 0, "input": {"project_data": {"id": "bench", "sentences": [{"id": "1", "text": "Hello.", "start_time": 0,
             "end_time": 2, "selected_footage": {"url": "https://media.example/clip.mp4"}}]}, "audio_url": "https://media.example/voice.mp3"}}""";
    private static final String CHUNK = """
            {"chunk": 1, "of": 1, "sentences": "1", "from": "0:00:00.000", "to": "0:00:02.000", "sha256": "00", "spec_key": "projects/bench/specs.jsonl",
             "spec_offset": 0, "spec_length": 10, "schema": %d, "execution": "bench", "retry": 0}""".formatted(PlanSchema.CURRENT);

    private final Path folder;
    private final String s3;

    private ColdStart(Path folder, String s3) {
        this.folder = folder;
        this.s3 = s3;
    }

    /// A function with its first event.
    ///
    /// @param expected `response` or `error`
    private record Function(String name, String handler, String event, String expected) {}

    /// How a function starts.
    private enum Kind {
        ON_DEMAND("on demand"),
        /// All classes on the JVM's own class path, in jars: a cache holds no others.
        CACHE("on demand, AOT cache"),
        /// Measured from the moment at which Lambda would have restored the snapshot.
        SNAPSHOT("from a snapshot");

        private final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    /// One start.
    ///
    /// @param ready milliseconds from the start of the JVM, or from the snapshot, until the function is given its
    ///     first event
    /// @param answered until it has answered it
    /// @param processor milliseconds of processor time of the JVM until then; other programs hardly change it
    private record Start(long ready, long answered, long processor) {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 1 || arguments.length == 1 && !arguments[0].matches("[1-9][0-9]?")) {
            System.out.println("usage: bench/cold-start [STARTS]     how many of each function, 7 by default; medians are printed, in milliseconds");
            System.exit(arguments[0].equals("--help") ? 0 : 2);
        }
        int starts = arguments.length == 0 ? 7 : Integer.parseInt(arguments[0]);
        Path folder = Files.createTempDirectory("aive-cold-start");
        Map<String, byte[]> objects = new ConcurrentHashMap<>();
        HttpServer s3 = s3(objects);
        try {
            Function plan = new Function("plan", "aive.handler.PlanChunksHandler", planned(folder.resolve("store"), objects), "response");
            ColdStart bench = new ColdStart(folder, "http://127.0.0.1:" + s3.getAddress().getPort());
            System.out.printf("%-10s %-22s %22s %22s %22s%n", "function", "start", "to first call", "to first answer", "processor time of it");
            for (Function function : List.of(
                    new Function("prepare", "aive.handler.PrepareProjectHandler", PROJECT, "response"),
                    plan,
                    new Function("render", "aive.handler.RenderChunkHandler", CHUNK, "error"))) {
                for (Kind kind : Kind.values()) {
                    bench.measure(function, kind, starts);
                }
            }
        } finally {
            s3.stop(0);
            delete(folder);
        }
    }

    private void measure(Function function, Kind kind, int starts) throws IOException, InterruptedException {
        Optional<Path> cache = Optional.empty();
        if (kind == Kind.CACHE) {
            cache = Optional.of(folder.resolve(function.name + ".aot"));
            var _ = start(function, kind, List.of("-XX:AOTCacheOutput=" + cache.get(), "-Xlog:aot=off"));
        }
        List<String> options = cache.map(file -> List.of("-XX:AOTCache=" + file)).orElse(List.of());
        List<Start> measured = new ArrayList<>();
        for (int i = 0; i < starts; i++) {
            measured.add(start(function, kind, options));
        }
        System.out.printf("%-10s %-22s %19d ms %19d ms %19d ms%n", function.name, kind.title,
                median(measured.stream().map(Start::ready).toList()),
                median(measured.stream().map(Start::answered).toList()),
                median(measured.stream().map(Start::processor).toList()));
    }

    private Start start(Function function, Kind kind, List<String> options) throws IOException, InterruptedException {
        try (FakeRuntimeApi api = FakeRuntimeApi.start()) {
            List<String> command = new ArrayList<>();
            if (Files.isExecutable(Path.of("/usr/bin/taskset"))) {
                command.addAll(List.of("/usr/bin/taskset", "-c", "0"));
            }
            String client = jars(Path.of("functions/target/runtime-client").toAbsolutePath());
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:ActiveProcessorCount=1", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m",
                    "-Djava.awt.headless=true",
                    "--enable-native-access=ALL-UNNAMED", "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
                    "-D" + NATIVE_PART + "=" + nativePart(folder)));
            command.addAll(options);
            command.addAll(List.of(
                    "-cp", kind == Kind.CACHE ? client + ":" + functions() : client, MAIN, function.handler + "::handleRequest"));
            Path log = folder.resolve("log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(Path.of("functions/target/lambda").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().clear();
            builder.environment().putAll(Map.of(
                    "AWS_LAMBDA_RUNTIME_API", api.address(), "AWS_LAMBDA_FUNCTION_NAME", "bench", "AWS_LAMBDA_FUNCTION_VERSION", "1",
                    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769", "AWS_LAMBDA_LOG_GROUP_NAME", "bench", "AWS_LAMBDA_LOG_STREAM_NAME", "bench",
                    "AWS_LAMBDA_INITIALIZATION_TYPE", kind == Kind.SNAPSHOT ? "snap-start" : "on-demand"));
            builder.environment().putAll(Map.of(
                    "AWS_REGION", "us-east-1", "AWS_ACCESS_KEY_ID", "nobody", "AWS_SECRET_ACCESS_KEY", "secret",
                    "AWS_ENDPOINT_URL", s3, "S3_BUCKET", "videos", "AIVE_WORK_BUCKET", "work", "ENVIRONMENT", "bench",
                    "AIVE_FFMPEG", ffmpeg().toString()));
            api.send(function.event, PATIENCE);
            Instant began = Instant.now();
            Process process = builder.start();
            try {
                Duration before = Duration.ZERO;
                if (kind == Kind.SNAPSHOT) {
                    api.awaitSnapshot(PATIENCE);
                    before = processor(process);
                    began = Instant.now();
                    api.restore();
                }
                Instant ready = api.asked(PATIENCE);
                FakeRuntimeApi.Answer answer = api.answer(PATIENCE);
                if (!answer.kind().equals(function.expected)) {
                    throw new IllegalStateException(answer.body());
                }
                return new Start(
                        Duration.between(began, ready).toMillis(),
                        Duration.between(began, answer.when()).toMillis(),
                        processor(process).minus(before).toMillis());
            } catch (IllegalStateException e) {
                throw new IllegalStateException(Files.readString(log), e);
            } finally {
                end(process);
            }
        }
    }

    private static Duration processor(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// Lets the JVM end by itself, because it writes a cache at its end.
    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    /// The functions as jars: a cache holds no classes of folders.
    private String functions() throws IOException {
        Path jar = folder.resolve("functions.jar");
        if (!Files.exists(jar)) {
            var _ = ToolProvider.findFirst("jar").orElseThrow()
                    .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", "functions/target/lambda", ".");
        }
        return jar + ":" + jars(Path.of("functions/target/lambda/lib").toAbsolutePath());
    }

    /// Prepares a project whose media have been fetched.
    ///
    /// @return the event of *plan*
    private static String planned(Path store, Map<String, byte[]> objects) throws IOException {
        RequestReader reader = new RequestReader(new SourcePolicy.Deployed(Set.of("work")), (source, _) -> {
            throw new IllegalStateException("nothing is to be downloaded, not " + source);
        });
        String renderId = Rehearsal.fetch(reader, new FolderStore(store)).renderId();
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                objects.put("/work/" + store.relativize(file), Files.readAllBytes(file));
            }
        }
        return "{\"execution\": \"bench\", \"retry\": 0, \"render_id\": \"%s\"}".formatted(renderId);
    }

    private static Path ffmpeg() {
        Path home = Path.of(System.getProperty("user.home"));
        return EmbeddedFfmpeg.in(UserFolders.of(System.getenv(), home).ffmpeg()).ffmpeg().getParent();
    }

    private static String jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return String.join(":", files.map(Path::toString).sorted().toList());
        }
    }

    /// On Lambda it lies beside the client, unpacked.
    private static Path nativePart(Path folder) throws IOException {
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        Path library = folder.resolve("client.so");
        for (String jar : jars(Path.of("functions/target/runtime-client")).split(":")) {
            try (ZipFile zip = new ZipFile(jar)) {
                var entry = zip.getEntry("jni/libaws-lambda-jni.linux-%s.so".formatted(architecture));
                if (entry != null) {
                    try (InputStream content = zip.getInputStream(entry)) {
                        Files.copy(content, library, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
        return library;
    }

    private static HttpServer s3(Map<String, byte[]> objects) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
                byte[] object = objects.get(exchange.getRequestURI().getPath());
                exchange.getResponseHeaders().set("ETag", "\"0\"");
                switch (exchange.getRequestMethod()) {
                    case "PUT" -> exchange.sendResponseHeaders(200, -1);
                    case "GET" -> {
                        exchange.sendResponseHeaders(object == null ? 404 : 200, object == null ? -1 : object.length);
                        if (object != null) {
                            exchange.getResponseBody().write(object);
                        }
                    }
                    default -> exchange.sendResponseHeaders(404, -1);
                }
            }
        });
        server.start();
        return server;
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
