package aive.ffmpeg;

import aive.error.ConfigurationError;
import aive.error.DeadlineExceeded;
import aive.error.EncodeFailed;
import aive.error.OutOfSpace;
import aive.file.FullDisk;
import aive.json.Json;
import aive.time.Deadline;
import com.github.kokorin.jaffree.LogLevel;
import com.github.kokorin.jaffree.ffprobe.FFprobe;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Runs FFmpeg and ffprobe.
public final class Ffmpeg {

    private static final Pattern VERSION = Pattern.compile("ffmpeg version (\\S+)");
    /// Messages of the MP4 and Matroska demuxers about a truncated file; ffprobe itself exits with code 0.
    private static final List<String> TRUNCATED = List.of("partial file", "File ended prematurely");

    /// Message of the MP4 demuxer about a timescale of zero. The demuxer then assumes a time unit of one second.
    private static final String WITHOUT_UNIT = "Invalid mdhd time scale";

    private static final Duration QUICK = Duration.ofSeconds(30);

    private final FfmpegBuild build;
    private final Duration stallTimeout;
    private final String identity;

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

    /// Runs a job to its end and returns FFmpeg's log. A stalled FFmpeg is killed and started again once.
    ///
    /// @throws DamagedInputException if the video of an input cannot be decoded, even if FFmpeg ended with exit code 0,
    ///     since it conceals damaged frames
    /// @throws FfmpegStalledException if FFmpeg stalled a second time
    /// @throws EncodeFailed if FFmpeg ended with an error
    /// @throws OutOfSpace if the disk was full
    /// @throws DeadlineExceeded if FFmpeg was killed at the deadline
    public FfmpegLog run(FfmpegJob job, Deadline deadline) {
        try {
            return runOnce(job, deadline);
        } catch (FfmpegProcess.ProcessStalledException stalled) {
            try {
                return runOnce(job, deadline).afterStall(stalled.frames());
            } catch (FfmpegProcess.ProcessStalledException again) {
                throw new FfmpegStalledException(job.purpose(), stallTimeout, again.frames(), again);
            }
        }
    }

    private FfmpegLog runOnce(FfmpegJob job, Deadline deadline) throws FfmpegProcess.ProcessStalledException {
        try {
            List<String> arguments = new FfmpegCommand(build.ffmpeg(), job).arguments();
            FfmpegLog log = FfmpegProcess.runWatched(build.ffmpeg(), arguments, job.purpose(), deadline,
                    new StallDetector(stallTimeout, job.leadIn())).log();
            DamagedInputException.check(job, log);
            return log;
        } catch (FfmpegProcess.ProcessStalledException e) {
            DamagedInputException.check(job, e.log());
            throw e;
        } catch (FfmpegProcess.ProcessFailedException e) {
            DamagedInputException.check(job, e.log());
            if (e.log().lines().stream().anyMatch(FullDisk::says)) {
                throw new OutOfSpace(
                        "", ("the disk was full and FFmpeg could not %s; configure more ephemeral storage or "
                                + "shorter chunks").formatted(job.purpose()), e);
            }
            throw new EncodeFailed(
                    "", "FFmpeg could not %s: %s; %s".formatted(job.purpose(), e.getMessage(), e.log().complaint()), e);
        }
    }

    /// Runs ffprobe and returns its standard output.
    ///
    /// @throws InvalidMediaException if ffprobe rejects the file, or finds it truncated
    /// @throws DeadlineExceeded if it was killed at the deadline
    String probe(MediaInput input, List<String> options, Deadline deadline) throws InvalidMediaException {
        try {
            FfmpegProcess.ProcessResult result =
                    FfmpegProcess.run(build.ffprobe(), new ProbeCommand(build, input, options).arguments(),
                            "probe a file", deadline);
            if (result.log().contains(WITHOUT_UNIT)) {
                throw new InvalidMediaException("its header has a timescale of 0", null);
            }
            if (TRUNCATED.stream().anyMatch(result.log()::contains)) {
                throw new InvalidMediaException("it is truncated: it is shorter than its index states", null);
            }
            return result.output();
        } catch (FfmpegProcess.ProcessFailedException e) {
            throw new InvalidMediaException(e.log().complaint(), e);
        }
    }

    private static String identify(FfmpegBuild build) {
        try {
            String text = FfmpegProcess.run(
                    build.ffmpeg(), List.of("-version"), "report its version", Deadline.in(QUICK)).output();
            FfmpegProcess.run(build.ffprobe(), List.of("-version"), "report its version", Deadline.in(QUICK));
            Matcher version = VERSION.matcher(text);
            String configuration = text.lines().filter(line -> line.startsWith("configuration:"))
                    .collect(Collectors.joining());
            return (version.find() ? version.group(1) : "unknown") + "-"
                    + Json.sha256OfText(configuration).substring(0, 12);
        } catch (FfmpegProcess.ProcessFailedException e) {
            throw new ConfigurationError(
                    "", "%s does not start: %s; %s".formatted(build.ffmpeg(), e.getMessage(), e.log().complaint()), e);
        }
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
