package aive.lambda;

import aive.aws.S3Clients;
import aive.caption.CaptionFonts;
import aive.fetch.BucketDownloader;
import aive.fetch.DownloadLimits;
import aive.fetch.Downloader;
import aive.fetch.HttpsDownloader;
import aive.fetch.S3Sources;
import aive.ffmpeg.Ffmpeg;
import aive.input.InputSummary;
import aive.input.RequestReader;
import aive.input.SourcePolicy;
import aive.parallel.Lazy;
import aive.project.Source;
import aive.store.S3Store;
import aive.store.S3VersionedStore;
import aive.store.Store;
import aive.store.VersionedStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// The parts that deployed functions are made of, each made when it is first asked for: a function has what it needs and nothing else.
///
/// Nothing is made before the first call. What is wrong with a deployment is the first call's failure, whose name the state machine sees; a failure of
/// the start alone is Lambda's own error, in which the name of ours is only a word.
public final class LambdaSystem {

    /// The field that names a project in a bucket.
    private static final String PROJECT = "/project_uri";

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
    /// @param lines takes each line of the log, without its end
    LambdaSystem(Map<String, String> environment, Path temporary, Consumer<String> lines) {
        this.environment = Map.copyOf(environment);
        this.lines = lines;
        this.temporary = new TemporaryFolder(temporary);
        this.settings = Lazy.of(() -> LambdaSettings.from(environment));
        this.store = Lazy.of(() -> new CountingStore(s3Store()));
        this.s3 = Lazy.of(S3Clients::client);
        this.presigner = Lazy.of(S3Clients::presigner);
        this.buckets = Lazy.of(() -> new S3Sources(s3.get(), settings().sourceBuckets(), DownloadLimits.MAX_MEDIA_BYTES));
        this.ffmpeg = Lazy.of(() -> FfmpegLayer.ffmpeg(settings().ffmpeg()));
        this.downloader = Lazy.of(() -> new HttpsDownloader(DownloadLimits.DEFAULT));
    }

    /// Of the environment that this process runs in.
    public static LambdaSystem deployed() {
        // One write a line: Lambda makes an event of each.
        return new LambdaSystem(System.getenv(), Path.of(System.getProperty("java.io.tmpdir")), line -> System.out.print(line + "\n"));
    }

    /// What surrounds the calls of a step.
    ///
    /// @param step for the log and the metrics: `render`
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

    /// What several calls change at once, in the work bucket.
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
        return CaptionFonts.bundled();
    }

    /// What reads `https://`.
    public Downloader downloader() {
        return downloader.get();
    }

    /// What reads `s3://`, of allowed buckets.
    public BucketDownloader buckets() {
        return buckets.get();
    }

    /// What reads the execution's input.
    public RequestReader requestReader() {
        return new RequestReader(sources(), this::project);
    }

    /// What can be told of an execution's input that may not be valid.
    public InputSummary inputSummary(byte[] input) {
        return InputSummary.at(input, sources(), this::project);
    }

    private SourcePolicy sources() {
        return new SourcePolicy.Deployed(settings().sourceBuckets());
    }

    private byte[] project(Source source, long maxBytes) {
        return buckets.get().read(PROJECT, source.url(), maxBytes);
    }

    /// Where workspaces may be made; empty when a call begins.
    public Path work() {
        return temporary.work();
    }

    /// For the log, also where the settings are wrong.
    String stage() {
        return environment.getOrDefault(EnvironmentVariables.STAGE, "unknown");
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
                s3.get(), presigner, settings.workBucket(), settings.videosBucket(), settings.videoBaseUrl().map(URI::toString));
    }
}
