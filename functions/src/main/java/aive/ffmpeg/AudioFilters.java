package aive.ffmpeg;

import java.util.List;

/// FFmpeg's audio filters that probing and the soundtrack share.
public final class AudioFilters {

    /// The sample format of all audio in the filter graphs: 48 kHz stereo in floating point.
    public static final Filter FORMAT = Filter.of("aformat")
            .with("sample_fmts", "fltp").with("sample_rates", 48_000).with("channel_layouts", "stereo");

    /// Converts any audio to [#FORMAT], starting at time 0, with silence in gaps between timestamps.
    public static final List<Filter> NORMALIZE =
            List.of(Filter.of("aresample", 48_000).with("async", 1).with("first_pts", 0), FORMAT);

    /// Converts any audio to [#FORMAT] without the silence that [#NORMALIZE] adds: only decoded samples.
    public static final List<Filter> RESAMPLE = List.of(Filter.of("aresample", 48_000), FORMAT);

    /// Measures the loudness of the audio that passes. [Loudness#parse] reads the result from the log.
    public static final Filter MEASURE = Filter.of("ebur128").with("framelog", "quiet");

    /// Regroups audio into frames of a third of a second, without padding.
    ///
    /// Decoders make frames 15 times shorter, and passing so many between filters and threads costs more than the
    /// filtering.
    public static final Filter LONG_FRAMES = Filter.of("asetnsamples").with("n", 16_384).with("p", 0);

    private AudioFilters() {}
}
