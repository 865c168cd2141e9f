package aive.lambda;

import aive.aws.S3Clients;
import aive.caption.CaptionFonts;
import aive.fetch.BucketDownloader;
import aive.fetch.DownloadLimits;
import aive.fetch.Downloader;
import aive.fetch.HttpsDownloader;
import aive.fetch.S3Sources;
import aive.fetch.SourceHeaders;
import aive.ffmpeg.Ffmpeg;
import aive.input.InputSummary;
import aive.input.RequestReader;
import aive.input.SourcePolicy;
import aive.json.Json;
import aive.parallel.Lazy;
import aive.project.Source;
import aive.store.S3Store;
import aive.store.S3VersionedStore;
import aive.store.Store;
import aive.store.VersionedStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The components of the deployed functions. Each is created on first use, so a function creates only what it needs.
///
/// No component is created before the first invocation: an error in that invocation reaches the state machine by its
/// class name, while an error during the start of the function becomes Lambda's own error.
public final class LambdaSystem {

    /// The field that holds the URI of a stored project.
    private static final String PROJECT = "/project_uri";

    /// Where the FFmpeg layer has the large fonts.
    private static final Path LAYER_FONTS = Path.of("/opt/fonts");

    private static final String INITIALIZATION = "AWS_LAMBDA_INITIALIZATION_TYPE";

    private final Map<String, String> environment;
    private final Consumer<String> lines;
    private final TemporaryFolder temporary;
    private final Lazy<LambdaSettings> settings;
    private final Lazy<S3Client> s3;
    private final Lazy<S3Presigner> presigner;
    private final Lazy<CountingStore> store;
    private final Lazy<S3Sources> buckets;
    private final Lazy<Ffmpeg> ffmpeg;
    private final Lazy<Downloader> downloader;

    /// @param temporary Lambda's folder, `/tmp`
    /// @param lines receives each line of the log without its line break
    LambdaSystem(Map<String, String> environment, Path temporary, Consumer<String> lines) {
        this.environment = Map.copyOf(environment);
        this.lines = lines;
        this.temporary = new TemporaryFolder(temporary);
        this.settings = Lazy.of(() -> LambdaSettings.from(environment));
        this.store = Lazy.of(() -> new CountingStore(s3Store()));
        this.s3 = Lazy.of(S3Clients::client);
        this.presigner = Lazy.of(S3Clients::presigner);
        this.buckets =
                Lazy.of(() -> new S3Sources(
                s3.get(),
                settings().sourceBuckets(),
                Optional.of(settings().videosBucket()),
                DownloadLimits.MAX_MEDIA_BYTES));
        this.ffmpeg = Lazy.of(() -> FfmpegLayer.ffmpeg(settings().ffmpeg()));
        this.downloader = Lazy.of(() -> new HttpsDownloader(DownloadLimits.DEFAULT, sourceHeaders()));
    }

    /// Returns the system of a deployed function, configured by the environment variables of this process.
    public static LambdaSystem deployed() {
        // One write per line: Lambda makes one log event of each write.
        return new LambdaSystem(
                System.getenv(), Path.of(System.getProperty("java.io.tmpdir")), line -> System.out.print(line + "\n"));
    }

    /// Does some work in advance if Lambda takes a snapshot of this process (SnapStart), from which it starts other
    /// processes: these find classes loaded, clients open, and programs in memory.
    ///
    /// An error is only logged: a start without the snapshot's advantage is slower but right. The work leaves no files
    /// and no connections.
    ///
    /// @param step its name in the log
    /// @param work its result is dropped
    public void rehearse(String step, Supplier<?> work) {
        if (!snapshots()) {
            return;
        }
        ObjectNode line = JsonNodeFactory.instance
                .objectNode()
                .put("time", clock().instant().toString())
                .put("event", "rehearsal")
                .put("stage", stage())
                .put("step", step);
        long start = System.nanoTime();
        temporary.clear();
        try {
            S3Clients.rehearse(s3.get(), settings().workBucket());
            var _ = work.get();
            line.put("outcome", "done");
        } catch (RuntimeException e) {
            line.put("outcome", "failed").put("error", e.getClass().getName());
        } finally {
            temporary.clear();
        }
        line.put("duration_ms", Duration.ofNanos(System.nanoTime() - start).toMillis());
        lines.accept(Json.text(line));
    }

    /// Runs the invocations of a step.
    ///
    /// @param step its name in the log and the metrics, such as `render`
    public InvocationRunner runner(String step) {
        return new LambdaInvocationRunner(this, step);
    }

    /// @throws aive.error.ConfigurationError if the environment is not as it should be
    public LambdaSettings settings() {
        return settings.get();
    }

    /// @throws aive.error.ConfigurationError if the environment is not as it should be
    public Store store() {
        return store.get();
    }

    /// Small documents in the work bucket that several functions change concurrently.
    ///
    /// @throws aive.error.ConfigurationError if the environment is not as it should be
    public VersionedStore versionedStore() {
        return new S3VersionedStore(s3.get(), settings().workBucket());
    }

    /// @throws aive.error.ConfigurationError if FFmpeg is missing or does not start
    public Ffmpeg ffmpeg() {
        return ffmpeg.get();
    }

    /// @throws aive.error.ConfigurationError if a font is missing
    public CaptionFonts fonts() {
        return CaptionFonts.bundled().installedIn(LAYER_FONTS);
    }

    /// Downloads `https://` sources.
    public Downloader downloader() {
        return downloader.get();
    }

    /// Downloads `s3://` sources from the allowed buckets.
    public BucketDownloader buckets() {
        return buckets.get();
    }

    /// Reads and validates the execution's input.
    public RequestReader requestReader() {
        return new RequestReader(sources(), this::project);
    }

    /// The project id and the callback in an execution's input, which may be invalid.
    public InputSummary inputSummary(byte[] input) {
        return InputSummary.at(input, sources(), this::project);
    }

    private Supplier<SourceHeaders> sourceHeaders() {
        Lazy<SecretsManagerClient> secrets = Lazy.of(() -> SecretsManagerClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build());
        return settings()
                .sourceHeadersSecret()
                .<Supplier<SourceHeaders>>map(name -> new SecretHeaders(secrets, name, clock()))
                .orElse(() -> SourceHeaders.NONE);
    }

    private SourcePolicy sources() {
        return new SourcePolicy.Deployed(settings().sourceBuckets());
    }

    private byte[] project(Source source, long maxBytes) {
        return buckets.get().read(PROJECT, source.url(), maxBytes);
    }

    /// The folder for workspaces; empty at the start of an invocation.
    public Path work() {
        return temporary.work();
    }

    /// The stage for the log: `unknown` if none is set. It is available even if the settings are invalid.
    String stage() {
        return environment.getOrDefault(EnvironmentVariables.STAGE, "unknown");
    }

    /// How long this process has existed; nothing if it started from a snapshot, which is not billed by this time.
    Duration start() {
        if (snapshots()) {
            return Duration.ZERO;
        }
        return ProcessHandle.current().info().startInstant()
                .map(instant -> Duration.between(instant, clock().instant()))
                .orElse(Duration.ZERO);
    }

    private boolean snapshots() {
        return environment.getOrDefault(INITIALIZATION, "").equals("snap-start");
    }

    TemporaryFolder temporary() {
        return temporary;
    }

    Consumer<String> lines() {
        return lines;
    }

    InstantSource clock() {
        return InstantSource.system();
    }

    /// Bytes read from the store so far.
    long bytesRead() {
        return store.ifCreated().map(CountingStore::bytesRead).orElse(0L);
    }

    /// Bytes written to the store so far.
    long bytesWritten() {
        return store.ifCreated().map(CountingStore::bytesWritten).orElse(0L);
    }

    private Store s3Store() {
        LambdaSettings settings = settings();
        return new S3Store(
                s3.get(),
                presigner,
                settings.workBucket(),
                settings.videosBucket(),
                settings.videoBaseUrl().map(URI::toString));
    }
}
