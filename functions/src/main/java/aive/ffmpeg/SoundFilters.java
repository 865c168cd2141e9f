package aive.ffmpeg;

/// Filters that every sound goes through.
public final class SoundFilters {

    /// Any sound as we work with it: 48 kHz stereo in floating point, from time 0 on, holes in its timestamps filled with silence.
    public static final String NORMAL = "aresample=48000:async=1:first_pts=0,aformat=sample_fmts=fltp:sample_rates=48000:channel_layouts=stereo";

    /// Measures what passes, for [Loudness#parse] to read from the log.
    public static final String MEASURE = "ebur128=framelog=quiet";

    private SoundFilters() {}
}
