package aive.ffmpeg;

import aive.error.ConfigurationError;
import aive.error.DeadlineExceeded;
import aive.error.EncodeFailed;
import aive.error.OutOfSpace;
import aive.file.FullDisk;
import aive.file.OpenFiles;
import aive.json.Json;
import aive.time.Deadline;
import com.github.kokorin.jaffree.LogLevel;
import com.github.kokorin.jaffree.ffprobe.FFprobe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Runs FFmpeg and ffprobe.
public final class Ffmpeg {

    private static final Pattern VERSION = Pattern.compile("ffmpeg version (\\S+)");
    /// Messages of the MP4 and Matroska demuxers about a truncated file; ffprobe itself exits with code 0.
    private static final List<String> TRUNCATED = List.of("partial file", "File ended prematurely");

    /// Message of the MP4 demuxer about a timescale of zero. The demuxer then assumes a time unit of one second.
    private static final String WITHOUT_UNIT = "Invalid mdhd time scale";

    private static final Duration QUICK = Duration.ofSeconds(30);

    private static final String PROBE = "probe a file";

    private final FfmpegBuild build;
    private final Duration stallTimeout;
    private final String identity;

    /// The running jobs by their purposes.
    private final Map<String, StallDetector> running = new ConcurrentHashMap<>();

    /// @throws ConfigurationError if the programs do not start
    public Ffmpeg(FfmpegBuild build) {
        this(build, StallDetector.DEFAULT_STALL_TIMEOUT);
    }

    /// @param stallTimeout limit for the time without output, after which a job is killed and started again
    /// @throws ConfigurationError if the programs do not start
    public Ffmpeg(FfmpegBuild build, Duration stallTimeout) {
        this.build = build;
        this.stallTimeout = stallTimeout;
        this.identity = identify(build);
    }

    /// The version and the configuration of FFmpeg, which may change the pixels. Equal builds have the same identity,
    /// however they are packaged.
    public String identity() {
        return identity;
    }

    public FfmpegBuild build() {
        return build;
    }

    /// How many frames the running job with this purpose has written; 0 if there is none.
    public long framesOf(String purpose) {
        StallDetector job = running.get(purpose);
        return job == null ? 0 : job.frames();
    }

    /// Runs a job to its end and returns FFmpeg's log. A stalled FFmpeg is killed and started again once.
    ///
    /// @throws EncodeFailed if FFmpeg ended with an error, stalled a second time, or cannot decode the video of an
    ///     input
    /// @throws ConfigurationError if FFmpeg ended with code 0, but without its last progress report
    /// @throws OutOfSpace if the disk was full
    /// @throws DeadlineExceeded if FFmpeg was killed at the deadline
    public FfmpegLog run(FfmpegJob job, Deadline deadline) {
        try {
            return runOnFootage(job, deadline);
        } catch (FfmpegStalledException e) {
            throw new EncodeFailed("", String.valueOf(e.getMessage()), e);
        } catch (DamagedInputException e) {
            throw failed(job, e);
        }
    }

    /// Runs a job that examines a stranger's file, once, and with a shorter limit for a stall: many files may stall.
    ///
    /// @throws EncodeFailed if FFmpeg ended with an error, or used much processor time without writing anything
    /// @throws ConfigurationError if FFmpeg waited, without using processor time
    FfmpegLog examine(FfmpegJob job, MediaReference media, Deadline deadline) {
        Duration idleTimeout = IdleDetector.DEFAULT_IDLE_TIMEOUT;
        Duration timeout = stallTimeout.compareTo(idleTimeout) < 0 ? stallTimeout : idleTimeout;
        StallDetector watch = new StallDetector(timeout, job.leadIn());
        try {
            return runOnce(job, deadline, watch);
        } catch (DamagedInputException e) {
            throw failed(job, e);
        } catch (FfmpegProcess.ProcessStalledException e) {
            if (watch.isWaiting()) {
                throw new ConfigurationError(
                        media.pointer(),
                        ("%s did nothing for %d s and was killed; its task was to read %s; check this program and "
                                + "this file")
                                .formatted(build.ffmpeg(), timeout.toSeconds(), media.description()),
                        e);
            }
            throw new EncodeFailed(
                    "", "FFmpeg worked for %d s without writing anything".formatted(timeout.toSeconds()), e);
        }
    }

    private static EncodeFailed failed(FfmpegJob job, DamagedInputException e) {
        return new EncodeFailed("", "FFmpeg could not %s: %s".formatted(job.purpose(), e.getMessage()), e);
    }

    /// Runs a job like [#run], for a caller that knows which footage each frame of its output shows.
    ///
    /// @throws DamagedInputException if the video of an input cannot be decoded, even if FFmpeg ended with exit code 0,
    ///     since it conceals damaged frames
    /// @throws FfmpegStalledException if FFmpeg stalled a second time
    public FfmpegLog runOnFootage(FfmpegJob job, Deadline deadline)
            throws DamagedInputException, FfmpegStalledException {
        try {
            return runOnce(job, deadline, new StallDetector(stallTimeout, job.leadIn()));
        } catch (FfmpegProcess.ProcessStalledException stalled) {
            try {
                return runOnce(job, deadline, new StallDetector(stallTimeout, job.leadIn()))
                        .afterStall(stalled.frames());
            } catch (FfmpegProcess.ProcessStalledException again) {
                throw new FfmpegStalledException(job.purpose(), stallTimeout, again.frames(), again);
            }
        }
    }

    private FfmpegLog runOnce(FfmpegJob job, Deadline deadline, StallDetector watch)
            throws DamagedInputException, FfmpegProcess.ProcessStalledException {
        running.put(job.purpose(), watch);
        try {
            List<String> arguments = new FfmpegCommand(build.ffmpeg(), job).arguments();
            FfmpegLog log =
                    FfmpegProcess.runWatched(build.ffmpeg(), arguments, job.purpose(), deadline, watch).log();
            if (!watch.isComplete()) {
                throw garbage(build.ffmpeg(), "FFmpeg", null);
            }
            DamagedInputException.check(job, log);
            return log;
        } catch (FfmpegProcess.ProcessStalledException e) {
            DamagedInputException.check(job, e.log());
            throw e;
        } catch (FfmpegProcess.ProcessFailedException e) {
            DamagedInputException.check(job, e.log());
            checkOpenFiles(build.ffmpeg(), e);
            if (e.log().lines().stream().anyMatch(FullDisk::says)) {
                throw new OutOfSpace(
                        "", ("the disk was full and FFmpeg could not %s; configure more ephemeral storage or "
                                + "shorter chunks").formatted(job.purpose()), e);
            }
            throw new EncodeFailed(
                    "", "FFmpeg could not %s: %s; %s".formatted(job.purpose(), e.getMessage(), e.log().complaint()), e);
        } finally {
            var _ = running.remove(job.purpose(), watch);
        }
    }

    /// Runs ffprobe and returns its standard output. For output whose length depends on the file, use [#probeByLine].
    ///
    /// @throws InvalidMediaException if ffprobe rejects the file, finds it truncated, or prints too much about it
    /// @throws DeadlineExceeded if it was killed at the deadline
    String probe(MediaInput input, List<String> options, Deadline deadline) throws InvalidMediaException {
        return probe(input, options, arguments ->
                FfmpegProcess.run(build.ffprobe(), arguments, PROBE, deadline)).output();
    }

    /// Runs ffprobe and passes on each line of its standard output, without holding the output in memory.
    ///
    /// @param line receives each line, in order; called in another thread, which has ended when this method returns
    /// @throws InvalidMediaException if ffprobe rejects the file, or finds it truncated
    /// @throws DeadlineExceeded if it was killed at the deadline
    void probeByLine(MediaInput input, List<String> options, Deadline deadline, Consumer<String> line)
            throws InvalidMediaException {
        var _ = probe(input, options, arguments ->
                FfmpegProcess.runByLine(build.ffprobe(), arguments, PROBE, deadline, line));
    }

    /// Runs ffprobe and parses its standard output as JSON.
    ///
    /// @throws InvalidMediaException if ffprobe rejects the file, or finds it truncated
    /// @throws ConfigurationError if ffprobe prints no JSON
    /// @throws DeadlineExceeded if it was killed at the deadline
    JsonNode describe(MediaInput input, List<String> options, Deadline deadline) throws InvalidMediaException {
        List<String> asJson = Stream.concat(options.stream(), Stream.of("-of", "json")).toList();
        String printed = probe(input, asJson, deadline);
        try {
            JsonNode description = Json.tree(printed.getBytes(StandardCharsets.UTF_8));
            if (description.isObject()) {
                return description;
            }
        } catch (JacksonException e) {
            throw garbage(build.ffprobe(), "ffprobe", e);
        }
        throw garbage(build.ffprobe(), "ffprobe", null);
    }

    private static ConfigurationError garbage(Path program, String name, @Nullable Throwable cause) {
        String message = "%s ended with code 0, but did not print what %s prints; check this program"
                .formatted(program, name);
        return cause == null ? new ConfigurationError("", message) : new ConfigurationError("", message, cause);
    }

    /// Runs ffprobe with arguments.
    @FunctionalInterface
    private interface Probe {

        FfmpegProcess.ProcessResult run(List<String> arguments) throws FfmpegProcess.ProcessFailedException;
    }

    private FfmpegProcess.ProcessResult probe(MediaInput input, List<String> options, Probe probe)
            throws InvalidMediaException {
        try {
            FfmpegProcess.ProcessResult result = probe.run(new ProbeCommand(build, input, options).arguments());
            if (result.log().contains(WITHOUT_UNIT)) {
                throw new InvalidMediaException("its header has a timescale of 0", null);
            }
            if (TRUNCATED.stream().anyMatch(result.log()::contains)) {
                throw new InvalidMediaException("it is truncated: it is shorter than its index states", null);
            }
            return result;
        } catch (FfmpegProcess.ProcessFailedException e) {
            checkOpenFiles(build.ffprobe(), e);
            String complaint = e.log().complaint();
            throw new InvalidMediaException(
                    complaint.isEmpty() ? "ffprobe failed: " + e.getMessage() : complaint, e);
        }
    }

    private static void checkOpenFiles(Path program, FfmpegProcess.ProcessFailedException e) {
        if (e.log().lines().stream().anyMatch(OpenFiles::says)) {
            throw OpenFiles.tooFew("%s failed".formatted(program), e);
        }
    }

    private static String identify(FfmpegBuild build) {
        try {
            String text = version(build.ffmpeg(), "ffmpeg");
            var _ = version(build.ffprobe(), "ffprobe");
            Matcher version = VERSION.matcher(text);
            String configuration = text.lines().filter(line -> line.startsWith("configuration:"))
                    .collect(Collectors.joining());
            return (version.find() ? version.group(1) : "unknown") + "-"
                    + Json.sha256OfText(configuration).substring(0, 12);
        } catch (FfmpegProcess.ProcessFailedException e) {
            String complaint = e.log().complaint();
            throw new ConfigurationError(
                    "", "%s or %s does not start: %s%s"
                            .formatted(build.ffmpeg(), build.ffprobe(), e.getMessage(),
                                    complaint.isEmpty() ? "" : "; " + complaint), e);
        }
    }

    /// @param name of the program, with which its answer begins
    private static String version(Path program, String name) throws FfmpegProcess.ProcessFailedException {
        String text = FfmpegProcess.run(program, List.of("-version"), "report its version", Deadline.in(QUICK))
                .output();
        if (!text.startsWith(name + " version ")) {
            throw new ConfigurationError(
                    "",
                    "%s is not %s: it does not report a version of it; let AIVE_FFMPEG point to an FFmpeg, or unset it"
                            .formatted(program, name));
        }
        return text;
    }

    /// Jaffree's command for ffprobe.
    private static final class ProbeCommand extends FFprobe {

        ProbeCommand(FfmpegBuild build, MediaInput input, List<String> options) {
            super(build.ffprobe());
            setLogLevel(LogLevel.ERROR);
            input.options().forEach(this::addArgument);
            options.forEach(this::addArgument);
            setInput(input.url());
        }

        List<String> arguments() {
            return buildArguments();
        }
    }
}
