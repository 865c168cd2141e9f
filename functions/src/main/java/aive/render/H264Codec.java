package aive.render;

import aive.composition.OutputFormat;
import aive.project.Quality;
import java.util.ArrayList;
import java.util.List;

/// H.264, encoded with x264.
record H264Codec(Quality quality) implements VideoCodec {

    /// x264's output depends on the number of threads, so every machine uses the same number (ADR 8).
    private static final int THREADS = 4;

    private static final int SECONDS_BETWEEN_KEY_FRAMES = 2;

    /// NAL unit type 6, supplemental enhancement information: x264 writes its version and settings there.
    private static final String WITHOUT_ENCODER_INFORMATION = "filter_units=remove_types=6";

    @Override
    public List<String> encoderOptions(OutputFormat format) {
        List<String> options = new ArrayList<>(List.of("-c:v", "libx264", "-threads", Integer.toString(THREADS)));
        options.addAll(qualityOptions());
        options.addAll(List.of(
                "-pix_fmt", "yuv420p",
                "-g", Long.toString(format.frameRate().framesPerSecond().times(SECONDS_BETWEEN_KEY_FRAMES).ceil()),
                "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
                // x264's lookahead thread stays enabled: without it a single encoder is 10 % slower.
                "-x264-params", "open-gop=0:stitchable=1",
                "-flags:v", "+bitexact",
                "-bsf:v", WITHOUT_ENCODER_INFORMATION));
        return options;
    }

    private List<String> qualityOptions() {
        return switch (quality) {
            case DRAFT -> List.of("-preset", "ultrafast", "-crf", "26", "-profile:v", "high");
            case STANDARD -> List.of("-preset", "veryfast", "-crf", "21", "-profile:v", "high");
            case HIGH -> List.of("-preset", "faster", "-crf", "18", "-profile:v", "high");
            // x264 chooses the only lossless profile, High 4:4:4 Predictive, itself.
            case LOSSLESS -> List.of("-preset", "ultrafast", "-qp", "0");
        };
    }

    @Override
    public String sampleEntry() {
        return "avc1";
    }
}
