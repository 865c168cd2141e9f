package aive.render;

import aive.composition.OutputFormat;
import aive.project.Quality;
import java.util.ArrayList;
import java.util.List;

/// HEVC, encoded with x265.
///
/// The parameter sets are only in the sample description (`hvc1`), as Apple's players require. They depend on the
/// format alone, so that all pieces of a video have the same.
record HevcCodec(Quality quality) implements VideoCodec {

    /// x265's output depends on the number of frames that it encodes at once, but not on the number of threads.
    private static final String THREADS = "frame-threads=2:pools=4";

    private static final int SECONDS_BETWEEN_KEY_FRAMES = 2;

    @Override
    public List<String> encoderOptions(OutputFormat format) {
        long most = format.frameRate().framesPerSecond().times(SECONDS_BETWEEN_KEY_FRAMES).ceil();
        List<String> options = new ArrayList<>(List.of("-c:v", "libx265"));
        options.addAll(qualityOptions());
        options.addAll(List.of(
                "-pix_fmt", "yuv420p",
                "-g", Long.toString(most),
                "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
                // `info`: x265 would write its version and settings into the stream.
                "-x265-params", "open-gop=0:info=0:repeat-headers=0:log-level=warning:" + THREADS + lossless(),
                "-flags:v", "+bitexact",
                "-tag:v", "hvc1"));
        return options;
    }

    private List<String> qualityOptions() {
        return switch (quality) {
            case DRAFT -> List.of("-preset", "ultrafast", "-crf", "28");
            case STANDARD -> List.of("-preset", "veryfast", "-crf", "22");
            case HIGH -> List.of("-preset", "fast", "-crf", "19");
            case LOSSLESS -> List.of("-preset", "ultrafast");
        };
    }

    private String lossless() {
        return quality == Quality.LOSSLESS ? ":lossless=1" : "";
    }

    @Override
    public String sampleEntry() {
        return "hvc1";
    }
}
