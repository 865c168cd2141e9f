package aive.project;

import aive.time.FrameRate;
import aive.time.Rational;
import java.util.Optional;

/// The input's `render` object with every default filled in.
///
/// Limits and units are in `docs/reference/input.schema.json`.
///
/// @param width of the video in pixels, even
/// @param height of the video in pixels, even
/// @param frameRate of the video
/// @param quality of the encoding
/// @param codec the compression
/// @param poster the still images beside the video
/// @param fill what is shown when a clip is shorter than its sentence
/// @param gap what is shown between two sentences
/// @param framing how footage is placed in the frame, where a sentence does not say otherwise
/// @param transition from shot to shot, where a sentence does not say otherwise
/// @param end where the video ends
/// @param captions the text and the look of captions
/// @param overlays what else is drawn over the footage
/// @param music mixing settings of the music
/// @param originalVolume factor on the amplitude of the clips' own sound, 0 to 1, where a sentence sets none
/// @param loudness of the finished audio, in LUFS
/// @param chunkSeconds target length of chunks; absent to compute it from the video's length
/// @param budget the most that the render may cost on AWS by prediction, in dollars
public record RenderSettings(
        int width,
        int height,
        FrameRate frameRate,
        Quality quality,
        Codec codec,
        PosterSettings poster,
        Fill fill,
        Gap gap,
        Framing framing,
        TransitionSettings transition,
        VideoEnd end,
        CaptionSettings captions,
        Overlays overlays,
        MusicSettings music,
        Rational originalVolume,
        Rational loudness,
        Optional<Rational> chunkSeconds,
        Optional<Rational> budget) {

    /// @throws IllegalArgumentException if the width or the height is not even and positive, or the chunk length is not
    ///     positive
    public RenderSettings {
        if (width < 2 || height < 2 || width % 2 != 0 || height % 2 != 0) {
            throw new IllegalArgumentException("video size is not even and positive: %d×%d".formatted(width, height));
        }
        if (chunkSeconds.isPresent() && chunkSeconds.get().signum() <= 0) {
            throw new IllegalArgumentException("not a chunk length: " + chunkSeconds.get());
        }
    }

    /// The same settings with another target length of chunks.
    public RenderSettings withChunkSeconds(Rational seconds) {
        return new RenderSettings(
                width, height, frameRate, quality, codec, poster, fill, gap, framing, transition, end, captions,
                overlays, music, originalVolume, loudness, Optional.of(seconds), budget);
    }
}
