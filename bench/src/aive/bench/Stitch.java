package aive.bench;

import aive.aws.S3Clients;
import aive.composition.AudioMix;
import aive.composition.Encoding;
import aive.composition.OutputFormat;
import aive.ffmpeg.EmbeddedFfmpeg;
import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.FfmpegJob;
import aive.ffmpeg.MediaInput;
import aive.file.UserFolders;
import aive.forecast.CallMeter;
import aive.media.AudioInfo;
import aive.message.RenderResult;
import aive.message.StitchInput;
import aive.plan.Estimate;
import aive.plan.MixerIdentity;
import aive.plan.SoundtrackSpec;
import aive.plan.StillFrames;
import aive.plan.VideoPlan;
import aive.planning.RenderTime;
import aive.project.Quality;
import aive.render.VideoCodec;
import aive.step.RenderFolder;
import aive.step.stitch.StitchVideo;
import aive.store.FolderStore;
import aive.store.S3Store;
import aive.time.Deadline;
import aive.time.FrameRate;
import aive.time.Rational;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Joins a long video as the stitch function does, from an S3 on this machine into the same: bytes per second,
/// processor time, memory, and what is written to the temporary folder.
///
/// The chunks are 30 seconds of the same real clip, encoded as any chunk.
public final class Stitch {

    private static final String PLAN = "projects/bench/plan.json";
    private static final Estimate ESTIMATE = new Estimate(
            BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ONE);
    private static final int CHUNK_SECONDS = 30;
    private static final FrameRate RATE = FrameRate.of(30);
    private static final OutputFormat FORMAT = new OutputFormat(1920, 1080, RATE, new Encoding.H264(Quality.STANDARD));
    private static final Duration LONGEST = Duration.ofHours(2);

    private Stitch() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments[0].equals("join")) {
            join(Path.of(arguments[1]));
            return;
        }
        List<String> hours = List.of(arguments[0].split(","));
        Path folder = Files.createTempDirectory("aive-stitch");
        try {
            Path chunk = chunk(folder);
            System.out.printf(Locale.ROOT, "a chunk of %d s has %.1f MB%n%n", CHUNK_SECONDS, Files.size(chunk) / 1e6);
            System.out.println("| hours | GB | wall s | MB/s | CPU s | of the render's | heap MB | temporary files MB | requests |");
            System.out.println("|---|---|---|---|---|---|---|---|---|");
            for (String each : hours) {
                measure(Integer.parseInt(each), chunk, folder);
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
            }
        }
    }

    private static Ffmpeg ffmpeg() {
        return new Ffmpeg(EmbeddedFfmpeg.in(
                UserFolders.of(System.getenv(), Path.of(System.getProperty("user.home"))).ffmpeg()));
    }

    private static Path chunk(Path folder) {
        Path chunk = folder.resolve("chunk.mp4");
        VideoCodec codec = VideoCodec.of(FORMAT.encoding());
        List<String> options = new ArrayList<>(List.of(
                "-map", "0:v", "-vf", "scale=1920:1080,fps=30", "-t", Integer.toString(CHUNK_SECONDS)));
        options.addAll(codec.encoderOptions(FORMAT));
        options.addAll(codec.pieceOptions(RATE));
        run("encode a chunk", MediaInput.of(Path.of("examples/sonnet/media/dashcam_960x540_25.mp4"), "-stream_loop", "-1"), options,
                chunk);
        return chunk;
    }

    private static Path soundtrack(int hours, Path folder) {
        Path soundtrack = folder.resolve(hours + ".m4a");
        run("encode a soundtrack", MediaInput.of(Path.of("examples/sonnet/media/sonnet2.mp3"), "-stream_loop", "-1"),
                List.of("-t", Integer.toString(hours * 3_600), "-ar", "48000", "-ac", "2", "-c:a", "aac", "-b:a", "192k",
                        "-aac_coder", "fast", "-movie_timescale", "48000", "-f", "mp4"),
                soundtrack);
        return soundtrack;
    }

    private static void run(String purpose, MediaInput input, List<String> options, Path output) {
        ffmpeg().run(
                new FfmpegJob(
                        purpose, List.of(input), Optional.empty(), List.of(FfmpegJob.Output.file(output, options))),
                Deadline.in(LONGEST));
    }

    private static void measure(int hours, Path chunk, Path folder) throws IOException, InterruptedException {
        int chunks = hours * 3_600 / CHUNK_SECONDS;
        List<VideoPlan.Part> parts = new ArrayList<>();
        Map<String, Path> objects = new HashMap<>();
        for (int i = 0; i < chunks; i++) {
            parts.add(new VideoPlan.Part("%064d".formatted(i), CHUNK_SECONDS * 30L));
            objects.put(parts.getLast().key(), chunk);
        }
        long samples = hours * 3_600L * FrameRate.SAMPLES_PER_SECOND;
        SoundtrackSpec sound = new SoundtrackSpec(
                new MixerIdentity(1, "bench", "bench"),
                new AudioMix(
                        samples,
                        new AudioMix.Track(
                                "0".repeat(64),
                                new AudioInfo(0, "mp3", samples, false, Optional.empty(), Optional.empty())),
                        Optional.empty(),
                        Rational.of(-14)));
        long frames = chunks * CHUNK_SECONDS * 30L;
        List<Long> sheet = new ArrayList<>();
        for (long i = 0; i < 12; i++) {
            sheet.add(i * frames / 12);
        }
        VideoPlan plan = new VideoPlan("bench", "bench", "videos/bench/1", FORMAT, frames,
                new StillFrames(frames / 3, sheet), parts, 0, sound, List.of(),
                ESTIMATE, List.of());
        FolderStore documents = new FolderStore(folder.resolve("documents"));
        new RenderFolder(documents, "bench").write(PLAN, plan);
        objects.put(PLAN, documents.root().resolve(PLAN));
        objects.put(sound.key(), soundtrack(hours, folder));
        try (LoopbackS3 s3 = new LoopbackS3(objects)) {
            Path work = Files.createDirectories(folder.resolve("work"));
            ProcessBuilder builder = new ProcessBuilder(
                    ProcessHandle.current().info().command().orElseThrow(), "-Xmx256m", "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Stitch.class.getName(),
                    "join", work.toString()).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(Map.of("AWS_ENDPOINT_URL", s3.endpoint(), "AWS_REGION", "us-east-1",
                    "AWS_ACCESS_KEY_ID", "nobody", "AWS_SECRET_ACCESS_KEY", "nobody"));
            long start = System.nanoTime();
            Process process = builder.start();
            double temporary = 0;
            while (!process.waitFor(Duration.ofMillis(20))) {
                temporary = Math.max(temporary, bytesIn(work));
            }
            double wall = (System.nanoTime() - start) / 1e9;
            String[] measured = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .strip().split(" ");
            if (process.exitValue() != 0) {
                throw new IOException("the join ended with code " + process.exitValue());
            }
            double cpu = Double.parseDouble(measured[0]);
            double render = RenderTime.processorSeconds(frames, FORMAT);
            double seconds = Double.parseDouble(measured[2]);
            System.out.printf(Locale.ROOT, "| %d | %.2f | %.1f | %.0f | %.1f | %.2f %% | %s | %.1f | %d |%n", hours,
                    s3.bytesWritten() / 1e9, wall, s3.bytesWritten() / 1e6 / seconds, cpu, 100 * cpu / render,
                    measured[1], temporary / 1e6, s3.requests());
        }
    }

    private static double bytesIn(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().isFile() ? file.toFile().length() : 0).sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    /// In a process of its own. Prints the processor seconds, the largest heap in MB, and the seconds.
    private static void join(Path work) {
        long start = System.nanoTime();
        S3Store store = new S3Store(S3Clients.client(), S3Clients::presigner, "work", "videos", Optional.of("https://videos.example"));
        RenderResult result = (RenderResult) new StitchVideo(store, ffmpeg(), work)
                .run(new StitchInput("bench", PLAN, Optional.empty()), Deadline.in(LONGEST), CallMeter.free());
        double seconds = (System.nanoTime() - start) / 1e9;
        if (result.bytes() == 0) {
            throw new IllegalStateException("an empty video");
        }
        long heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        // FFmpeg's children are included: they have ended by now.
        double cpu = processorSeconds();
        System.out.printf(Locale.ROOT, "%.2f %d %.2f%n", cpu, heap >> 20, seconds);
    }

    /// Of this process and its ended children.
    private static double processorSeconds() {
        try {
            String[] fields = Files.readString(Path.of("/proc/self/stat")).replaceFirst(".*\\) ", "").split(" ");
            // Fields 14 to 17: user and system time of the process and of its children, in hundredths of a second.
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12]) + Long.parseLong(fields[13])
                    + Long.parseLong(fields[14])) / 100.0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
