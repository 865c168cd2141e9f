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
    private static final Pattern ERROR = Pattern.compile("\\[(error|fatal)] ");

    /// The level of a line, and the number that tells two filters of a kind apart, which is another in every run.
    private static final Pattern DECORATION = Pattern.compile("\\[(error|fatal|info)] | @ 0x[0-9a-f]+");

    private static final Duration QUICK = Duration.ofSeconds(30);
    private static final int LINES_IN_AN_ERROR = 5;

    private final FfmpegBuild build;
    private final String identity;

    /// @throws ConfigurationError if the programs do not start
    public Ffmpeg(FfmpegBuild build) {
        this.build = build;
        this.identity = identify(build);
    }

    /// Version and configuration: what may change the pixels. The same for the same build, however it is packaged.
    public String identity() {
        return identity;
    }

    public FfmpegBuild build() {
        return build;
    }

    /// Runs a job to its end; the last lines of FFmpeg's log are returned, for jobs that measure.
    ///
    /// @throws EncodeFailed if FFmpeg ended with an error
    /// @throws OutOfSpace if there was no room for what it wrote
    /// @throws DeadlineExceeded if it was killed because its time was up
    public List<String> run(FfmpegJob job, Deadline deadline) {
        try {
            return FfmpegProcess.run(build.ffmpeg(), new KillableFfmpeg(build.ffmpeg(), job).arguments(), job.purpose(), deadline).log();
        } catch (FfmpegProcess.Failed e) {
            if (e.log().stream().anyMatch(line -> line.contains("No space left on device"))) {
                throw new OutOfSpace("", "the disk was full when FFmpeg was to %s".formatted(job.purpose()), e);
            }
            throw new EncodeFailed("", "FFmpeg could not %s: %s; %s".formatted(job.purpose(), e.getMessage(), lastLines(e.log())), e);
        }
    }

    /// What ffprobe prints on its standard output.
    ///
    /// @throws MediaInputRefused if ffprobe does not take the file for media
    /// @throws DeadlineExceeded if it was killed because its time was up
    String probe(MediaInput input, List<String> options, Deadline deadline) throws MediaInputRefused {
        try {
            return FfmpegProcess.run(build.ffprobe(), new ProbeCommand(build, input, options).arguments(), "look at a file", deadline).output();
        } catch (FfmpegProcess.Failed e) {
            throw new MediaInputRefused(lastLines(e.log()), e);
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
            throw new ConfigurationError("", "%s does not start: %s; %s".formatted(build.ffmpeg(), e.getMessage(), lastLines(e.log())), e);
        }
    }

    /// The last different things that FFmpeg called errors; where it called nothing so, whatever it said last.
    private static String lastLines(List<String> log) {
        List<String> errors = log.stream().filter(line -> ERROR.matcher(line).find()).toList();
        List<String> said = (errors.isEmpty() ? log : errors).stream().map(line -> DECORATION.matcher(line).replaceAll("")).distinct().toList();
        return String.join(" | ", said.subList(Math.max(0, said.size() - LINES_IN_AN_ERROR), said.size()));
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
