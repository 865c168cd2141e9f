package aive.ffmpeg;

import aive.error.ConfigurationError;
import aive.error.DeadlineExceeded;
import aive.error.EncodeFailed;
import aive.error.OutOfSpace;
import aive.json.Json;
import aive.time.Deadline;
import com.github.kokorin.jaffree.LogLevel;
import com.github.kokorin.jaffree.ffprobe.FFprobe;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Runs FFmpeg.
public final class Ffmpeg {

    private static final Pattern VERSION = Pattern.compile("ffmpeg version (\\S+)");
    /// What the demuxers of MP4 and Matroska say on a file whose end is missing; ffprobe itself ends well.
    private static final List<String> TRUNCATED = List.of("partial file", "File ended prematurely");

    /// What the demuxer of MP4 says on a time scale of zero, before it takes every unit for a second.
    private static final String WITHOUT_UNIT = "Invalid mdhd time scale";

    private static final Duration QUICK = Duration.ofSeconds(30);

    private final FfmpegBuild build;
    private final Duration patience;
    private final String identity;

    /// @throws ConfigurationError if the programs do not start
    public Ffmpeg(FfmpegBuild build) {
        this(build, ProgressWatch.USUAL_PATIENCE);
    }

    /// @param patience how long a job may go without writing anything before it is killed and started again
    /// @throws ConfigurationError if the programs do not start
    public Ffmpeg(FfmpegBuild build, Duration patience) {
        this.build = build;
        this.patience = patience;
        this.identity = identify(build);
    }

    /// Version and configuration: what may change the pixels. The same for the same build, however it is packaged.
    public String identity() {
        return identity;
    }

    public FfmpegBuild build() {
        return build;
    }

    /// Runs a job to its end; FFmpeg's log is returned, for jobs that measure. An FFmpeg that does not get on any more is killed and started again, once.
    ///
    /// @throws InputDamaged if the picture of an input cannot be decoded; checked where FFmpeg ended well, too, since it patches up and goes on
    /// @throws FfmpegStopped if it did not get on the second time either
    /// @throws EncodeFailed if FFmpeg ended with an error
    /// @throws OutOfSpace if there was no room for what it wrote
    /// @throws DeadlineExceeded if it was killed because its time was up
    public FfmpegLog run(FfmpegJob job, Deadline deadline) {
        try {
            return runOnce(job, deadline);
        } catch (FfmpegProcess.Stopped stopped) {
            try {
                return runOnce(job, deadline).afterStopping(stopped.frames());
            } catch (FfmpegProcess.Stopped again) {
                throw new FfmpegStopped(job.purpose(), patience, again.frames(), again);
            }
        }
    }

    private FfmpegLog runOnce(FfmpegJob job, Deadline deadline) throws FfmpegProcess.Stopped {
        try {
            List<String> arguments = new FfmpegCommand(build.ffmpeg(), job).arguments();
            FfmpegLog log = FfmpegProcess.runWatched(build.ffmpeg(), arguments, job.purpose(), deadline, new ProgressWatch(patience, job.leadIn())).log();
            InputDamaged.check(job, log);
            return log;
        } catch (FfmpegProcess.Stopped e) {
            InputDamaged.check(job, e.log());
            throw e;
        } catch (FfmpegProcess.Failed e) {
            InputDamaged.check(job, e.log());
            if (e.log().contains("No space left on device")) {
                throw new OutOfSpace("", "the disk was full when FFmpeg was to %s".formatted(job.purpose()), e);
            }
            throw new EncodeFailed("", "FFmpeg could not %s: %s; %s".formatted(job.purpose(), e.getMessage(), e.log().complaint()), e);
        }
    }

    /// What ffprobe prints on its standard output.
    ///
    /// @throws MediaInputRefused if ffprobe does not take the file for media, or finds that it ends before it should
    /// @throws DeadlineExceeded if it was killed because its time was up
    String probe(MediaInput input, List<String> options, Deadline deadline) throws MediaInputRefused {
        try {
            FfmpegProcess.Result result =
                    FfmpegProcess.run(build.ffprobe(), new ProbeCommand(build, input, options).arguments(), "look at a file", deadline);
            if (result.log().contains(WITHOUT_UNIT)) {
                throw new MediaInputRefused("its header gives its times no unit", null);
            }
            if (TRUNCATED.stream().anyMatch(result.log()::contains)) {
                throw new MediaInputRefused("it is truncated: it ends before its own table of contents says", null);
            }
            return result.output();
        } catch (FfmpegProcess.Failed e) {
            throw new MediaInputRefused(e.log().complaint(), e);
        }
    }

    private static String identify(FfmpegBuild build) {
        try {
            String text = FfmpegProcess.run(build.ffmpeg(), List.of("-version"), "say its version", Deadline.in(QUICK)).output();
            FfmpegProcess.run(build.ffprobe(), List.of("-version"), "say its version", Deadline.in(QUICK));
            Matcher version = VERSION.matcher(text);
            String configuration = text.lines().filter(line -> line.startsWith("configuration:")).collect(Collectors.joining());
            return (version.find() ? version.group(1) : "unknown") + "-" + Json.sha256OfText(configuration).substring(0, 12);
        } catch (FfmpegProcess.Failed e) {
            throw new ConfigurationError("", "%s does not start: %s; %s".formatted(build.ffmpeg(), e.getMessage(), e.log().complaint()), e);
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
