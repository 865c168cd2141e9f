package aive.ffmpeg;

/// Filters that every sound goes through.
public final class SoundFilters {

    /// The form of all sound that we work with: 48 kHz stereo in floating point.
    public static final String FORM = "aformat=sample_fmts=fltp:sample_rates=48000:channel_layouts=stereo";

    /// Any sound as we work with it: in our form, from time 0 on, holes in its timestamps filled with silence.
    public static final String NORMAL = "aresample=48000:async=1:first_pts=0," + FORM;

    /// Any sound in our form without what [#NORMAL] adds: what could be decoded, and no more.
    public static final String DECODED = "aresample=48000," + FORM;

    /// Measures what passes, for [Loudness#parse] to read from the log.
    public static final String MEASURE = "ebur128=framelog=quiet";

    /// Puts sound into frames of a third of a second, with no padding. Decoders make them fifteen times as short, and handing each to the next filter, and the
    /// next thread, costs more than what is done to it.
    public static final String LONG_FRAMES = "asetnsamples=n=16384:p=0";

    private SoundFilters() {}
}
