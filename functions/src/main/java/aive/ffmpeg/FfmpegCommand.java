package aive.ffmpeg;

import com.github.kokorin.jaffree.LogLevel;
import com.github.kokorin.jaffree.ffmpeg.FFmpeg;
import com.github.kokorin.jaffree.ffmpeg.NullOutput;
import com.github.kokorin.jaffree.ffmpeg.UrlInput;
import com.github.kokorin.jaffree.ffmpeg.UrlOutput;
import java.nio.file.Path;
import java.util.List;

/// Jaffree's command for a job, which [FfmpegProcess] runs (ADR 7).
final class FfmpegCommand extends FFmpeg {

    FfmpegCommand(Path program, FfmpegJob job) {
        super(program);
        // A job that only measures needs level `verbose`, whose log ends with the number of decoded and encoded
        // samples.
        setLogLevel(job.outputs().stream()
                .anyMatch(output -> output.target().isEmpty()) ? LogLevel.VERBOSE : LogLevel.INFO);
        setOverwriteOutput(true);
        // `-nostdin`: FFmpeg must not read keys from a terminal.
        addArgument("-nostdin");
        addArgument("-nostats");
        addArguments("-progress", "pipe:1");
        addArgument("-hide_banner");
        for (MediaInput input : job.inputs()) {
            UrlInput url = UrlInput.fromUrl(input.url());
            input.options().forEach(url::addArgument);
            addInput(url);
        }
        job.filterGraph().map(FilterGraph::toString).ifPresent(this::setComplexFilter);
        for (FfmpegJob.Output output : job.outputs()) {
            if (output.target().isPresent()) {
                UrlOutput url = UrlOutput.toUrl("file:" + output.target().get());
                output.options().forEach(url::addArgument);
                addOutput(url);
            } else {
                NullOutput nothing = new NullOutput(false);
                output.options().forEach(nothing::addArgument);
                addOutput(nothing);
            }
        }
    }

    /// The actual command line, without the program's name.
    List<String> arguments() {
        return buildArguments();
    }
}
