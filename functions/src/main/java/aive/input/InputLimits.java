package aive.input;

import java.math.BigDecimal;

/// The limits of a project. A test compares them with `docs/reference/input.schema.json`.
final class InputLimits {

    /// The limit for the length of the input, in bytes.
    ///
    /// A JVM with 256 MB of heap holds the tree of any JSON text within this limit and [#JSON_TOKENS]: it needs at most
    /// about 130 bytes a number. Twelve hours of narration with a time for every word need 8 MB and 1,300,000 tokens.
    static final int JSON_BYTES = 16 << 20;

    /// The limit for the number of names, values, and brackets in the input.
    static final int JSON_TOKENS = 2_000_000;

    static final int SENTENCES = 20_000;

    /// The share of sentences that may end when they start.
    static final int PERCENT_WITHOUT_LENGTH = 50;

    /// The most pieces of music of a project.
    static final int MUSIC_TRACKS = 100;

    static final int ID_CHARACTERS = 300;
    static final int LANGUAGE_CHARACTERS = 35;
    static final int TEXT_CHARACTERS = 100_000;

    /// The most words with times of a sentence, and of a whole project.
    static final int WORDS = 10_000;

    /// The most images over a video: each is opened by every job that draws it.
    static final int IMAGES = 20;

    /// The most titles, and the characters of one: more do not fit into a frame.
    static final int TITLES = 100;
    static final int TITLE_CHARACTERS = 1_000;

    /// The largest integer that every JSON implementation represents exactly.
    static final BigDecimal ID_NUMBER = new BigDecimal(9_007_199_254_740_991L);

    /// The maximum number of decimal places: more than any clock has, but few enough for small exact fractions.
    static final int DECIMALS = 30;

    /// The maximum number of decimals of a frame rate: one with more decimals is a rounded fraction.
    static final int FRAME_RATE_DECIMALS = 3;

    static final NumberRange SECONDS = NumberRange.from("0").to("43200").of("seconds (12 hours at most), not milliseconds");
    static final NumberRange SIDE = NumberRange.from("16").to("4096").of("pixels");
    static final NumberRange FRAMES_PER_SECOND = NumberRange.from("1").to("120").of("frames a second");
    static final NumberRange AUDIO_TRACK = NumberRange.from("1").to("64").of("(the first track is 1)");
    static final NumberRange VOLUME = NumberRange.from("0").to("1").of("(1 leaves it as loud as it is)");
    static final NumberRange SHARE = NumberRange.from("0").to("1").of("(a share)");
    static final NumberRange CAPTION_SIZE =
            NumberRange.from("0.02").to("0.3").of("of the shorter side of the frame");
    static final NumberRange OUTLINE_WIDTH = NumberRange.from("0").to("0.3").of("of the font size");
    static final NumberRange OVERLAY_SIZE =
            NumberRange.from("0.01").to("2").of("of the shorter side of the frame");
    static final NumberRange OVERLAY_MARGIN =
            NumberRange.from("0").to("0.5").of("of the shorter side of the frame");
    static final NumberRange BAR_HEIGHT = NumberRange.from("0.001").to("0.2").of("of the shorter side of the frame");
    static final NumberRange OVERLAY_FADE = NumberRange.from("0").to("10").of("seconds");
    static final int CLIPS = 100;

    static final NumberRange CLIP_SECONDS = NumberRange.above("0").to("43200").of("seconds");
    static final NumberRange TRANSITION = NumberRange.above("0").to("5").of("seconds");
    static final NumberRange FADE = NumberRange.from("0").to("60").of("seconds");
    static final NumberRange CROSSFADE = NumberRange.from("0").to("30").of("seconds");
    static final NumberRange LOUDNESS = NumberRange.from("-40").to("-8").of("LUFS");
    /// The most that a render may cost.
    static final NumberRange BUDGET = NumberRange.above("0").to("1000000").of("dollars");

    static final NumberRange CHUNK_SECONDS = NumberRange.above("0").to("1000000000").of("seconds");

    /// Further problems are counted but not listed, so that the error fits into a message.
    static final int LISTED_PROBLEMS = 1_000;

    private InputLimits() {}
}
