package aive.ffmpeg;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One run of FFmpeg, as data.
///
/// @param purpose for error messages: what it was about to do, `"render chunk 3"`
/// @param inputs in order
/// @param filterGraph all filters, or none
/// @param outputs what is written
/// @param leadIn how much of the inputs may have to be decoded before the first frame
public record FfmpegJob(String purpose, List<MediaInput> inputs, Optional<FilterGraph> filterGraph, List<Output> outputs, Duration leadIn) {

    public FfmpegJob {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /// A job that needs what it reads at once.
    public FfmpegJob(String purpose, List<MediaInput> inputs, Optional<FilterGraph> filterGraph, List<Output> outputs) {
        this(purpose, inputs, filterGraph, outputs, Duration.ZERO);
    }

    /// One thing that is written.
    ///
    /// @param options in front of the target
    /// @param target a file, or empty where the output is only measured
    public record Output(List<String> options, Optional<Path> target) {

        public Output {
            options = List.copyOf(options);
        }

        public static Output file(Path target, List<String> options) {
            return new Output(options, Optional.of(target));
        }

        /// Decodes and filters, and throws the result away; the log tells more than that of other jobs.
        public static Output nothing(List<String> options) {
            return new Output(options, Optional.empty());
        }
    }
}
