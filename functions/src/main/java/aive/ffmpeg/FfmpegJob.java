package aive.ffmpeg;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One run of FFmpeg, as data.
///
/// @param purpose the task in error messages, a verb phrase: `"render chunk 3"`
/// @param inputs in order
/// @param filterGraph all filters; empty for none
/// @param outputs what is written
/// @param leadIn length of the inputs that FFmpeg may have to decode before the first frame
public record FfmpegJob(String purpose, List<MediaInput> inputs, Optional<FilterGraph> filterGraph,
        List<Output> outputs, Duration leadIn) {

    public FfmpegJob {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /// A job without a lead-in.
    public FfmpegJob(String purpose, List<MediaInput> inputs, Optional<FilterGraph> filterGraph, List<Output> outputs) {
        this(purpose, inputs, filterGraph, outputs, Duration.ZERO);
    }

    /// An output of FFmpeg.
    ///
    /// @param options in front of the target
    /// @param target a file; empty if the output is only measured
    public record Output(List<String> options, Optional<Path> target) {

        public Output {
            options = List.copyOf(options);
        }

        public static Output file(Path target, List<String> options) {
            return new Output(options, Optional.of(target));
        }

        /// An output that is decoded, filtered, and discarded. The log has more details than for a file.
        public static Output nothing(List<String> options) {
            return new Output(options, Optional.empty());
        }
    }
}
