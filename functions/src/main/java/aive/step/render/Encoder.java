package aive.step.render;

import aive.plan.ChunkSpec;
import aive.time.FrameRate;
import aive.time.Rational;
import java.util.ArrayList;
import java.util.List;

/// How frames are encoded: always the same stream parameters, so that chunks can be joined without encoding again, and always the same bytes.
public final class Encoder {

    /// Written on every frame and into the stream: without it tags of the footage would leak through, and chunks would differ.
    static final String COLOUR_TAGS = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709";

    /// The number of threads changes x264's output, so it is the same on every machine (ADR 8).
    private static final int THREADS = 4;

    private static final int SECONDS_BETWEEN_KEY_FRAMES = 2;

    /// NAL unit type 6, supplemental information: x264 writes its build and settings there.
    private static final String WITHOUT_ENCODER_INFORMATION = "filter_units=remove_types=6";

    /// What makes separately encoded chunks parts of one stream. A thread for x264's lookahead stays: without it an encoder that is alone is a tenth slower.
    static final List<String> FOR_JOINING =
            List.of("-x264-params", "open-gop=0:stitchable=1", "-flags:v", "+bitexact", "-bsf:v", WITHOUT_ENCODER_INFORMATION);

    private Encoder() {}

    static List<String> options(ChunkSpec.Picture picture, long frames) {
        List<String> options = new ArrayList<>(List.of(
                "-map", "[out]", "-frames:v", Long.toString(frames), "-fps_mode", "passthrough", "-c:v", "libx264", "-threads", Integer.toString(THREADS)));
        options.addAll(quality(picture));
        options.addAll(List.of(
                "-pix_fmt", "yuv420p",
                "-g", Long.toString(picture.frameRate().framesPerSecond().times(SECONDS_BETWEEN_KEY_FRAMES).ceil()),
                "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"));
        options.addAll(FOR_JOINING);
        options.addAll(fragments(picture.frameRate()));
        return options;
    }

    /// The container of a chunk: fragmented MP4, whose pieces can be joined with exact timestamps.
    static List<String> fragments(FrameRate rate) {
        return List.of(
                "-fflags", "+bitexact", "-video_track_timescale", Long.toString(timescale(rate)),
                "-movflags", "frag_keyframe+empty_moov+default_base_moof", "-f", "mp4");
    }

    private static List<String> quality(ChunkSpec.Picture picture) {
        return switch (picture.quality()) {
            case DRAFT -> List.of("-preset", "ultrafast", "-crf", "26", "-profile:v", "high");
            case STANDARD -> List.of("-preset", "veryfast", "-crf", "21", "-profile:v", "high");
            case HIGH -> List.of("-preset", "faster", "-crf", "18", "-profile:v", "high");
            // The only profile without loss is High 4:4:4 Predictive, which x264 takes by itself.
            case LOSSLESS -> List.of("-preset", "ultrafast", "-qp", "0");
        };
    }

    /// Ticks a second of which every frame lasts a whole number.
    public static long timescale(FrameRate rate) {
        long numerator = rate.framesPerSecond().numerator().longValueExact();
        return numerator < 1_000 ? numerator * 1_000 : numerator;
    }

    /// How long a frame is in units of [#timescale].
    static long ticksOfAFrame(FrameRate rate) {
        return Rational.of(timescale(rate)).dividedBy(rate.framesPerSecond()).floor();
    }
}
