package aive.ffmpeg;

import java.util.List;

/// Filters that all audio goes through.
public final class AudioFilters {

    /// The form of all audio that we work with: 48 kHz stereo in floating point.
    public static final Filter FORMAT = Filter.of("aformat")
            .with("sample_fmts", "fltp").with("sample_rates", 48_000).with("channel_layouts", "stereo");

    /// Any audio as we work with it: in our form, from time 0 on, holes between time stamps filled with silence.
    public static final List<Filter> NORMALIZE = List.of(Filter.of("aresample", 48_000).with("async", 1).with("first_pts", 0), FORMAT);

    /// Any audio in our form, without the silence that [#NORMALIZE] adds: only what could be decoded.
    public static final List<Filter> RESAMPLE = List.of(Filter.of("aresample", 48_000), FORMAT);

    /// Measures what passes. [Loudness#parse] reads the figures from the log.
    public static final Filter MEASURE = Filter.of("ebur128").with("framelog", "quiet");

    /// Puts audio into frames of a third of a second, without padding. Decoders make them fifteen times as short, and
    /// handing each to the next filter, and the next thread, costs more than what is done to it.
    public static final Filter LONG_FRAMES = Filter.of("asetnsamples").with("n", 16_384).with("p", 0);

    private AudioFilters() {}
}
