package aive.ffmpeg;

import aive.media.AudioHole;
import java.util.ArrayList;
import java.util.List;

/// FFmpeg's audio filters that probing and the soundtrack share.
public final class AudioFilters {

    /// The sample format of all audio in the filter graphs: 48 kHz stereo in floating point.
    public static final Filter FORMAT = Filter.of("aformat")
            .with("sample_fmts", "fltp").with("sample_rates", 48_000).with("channel_layouts", "stereo");

    /// Converts any audio to [#FORMAT], starting at time 0, with silence in gaps of 50 ms and more between timestamps.
    /// Shorter gaps are filled as soon as they together are as long.
    public static final List<Filter> NORMALIZE =
            List.of(
                    Filter.of("aresample", 48_000).with("async", 1).with("first_pts", 0).with("min_hard_comp", "0.05"),
                    FORMAT);

    /// Like [#NORMALIZE], with silence in these holes too.
    ///
    /// The timestamps of what follows a hole are moved, which makes a gap between timestamps. A raw stream has no
    /// timestamps of its own, so FFmpeg counts them from the frames that are there.
    ///
    /// @param holes in order
    public static List<Filter> normalize(List<AudioHole> holes) {
        if (holes.isEmpty()) {
            return NORMALIZE;
        }
        StringBuilder moved = new StringBuilder("PTS");
        for (AudioHole hole : holes) {
            moved.append("+gte(T,%s)*round(%s/TB)".formatted(
                    hole.at().toDecimal(6), hole.seconds().toDecimal(9)));
        }
        List<Filter> filters = new ArrayList<>(List.of(Filter.of("asetpts", moved)));
        filters.addAll(NORMALIZE);
        return filters;
    }

    /// Converts any audio to [#FORMAT] without the silence that [#NORMALIZE] adds: only decoded samples.
    public static final List<Filter> RESAMPLE = List.of(Filter.of("aresample", 48_000), FORMAT);

    /// Measures the loudness of the audio that passes. [Loudness#parse] reads the result from the log.
    public static final Filter MEASURE = Filter.of("ebur128").with("framelog", "quiet");

    /// Regroups audio into frames of a third of a second, without padding.
    ///
    /// Decoders make frames 15 times shorter, and passing so many between filters and threads costs more than the
    /// filtering.
    public static final Filter LONG_FRAMES = Filter.of("asetnsamples").with("n", 16_384).with("p", 0);

    /// Logs each stretch of a second or more in which all samples are zero, for [FfmpegLog#silences].
    static final Filter FIND_ZEROS = Filter.of("silencedetect").with("noise", "0.0000001").with("duration", 1);

    private AudioFilters() {}
}
