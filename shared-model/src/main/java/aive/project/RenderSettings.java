package aive.project;

import aive.time.FrameRate;
import aive.time.Rational;
import java.util.Optional;

/// How a project is rendered: the input's `render` object with every default filled in. Limits and units stand in `docs/reference/input.schema.json`.
///
/// @param width of the picture in pixels, even
/// @param height of the picture in pixels, even
/// @param frameRate of the video
/// @param quality of the encoding
/// @param fill what is shown when footage is shorter than its sentence
/// @param gap what is shown where nobody speaks
/// @param captions whether and which text is written on the picture
/// @param music how the music is mixed
/// @param loudness of the finished sound, in LUFS
/// @param chunkSeconds the length that chunks aim at, in place of the one computed from the video's length
public record RenderSettings(
        int width,
        int height,
        FrameRate frameRate,
        Quality quality,
        Fill fill,
        Gap gap,
        CaptionSettings captions,
        MusicSettings music,
        Rational loudness,
        Optional<Rational> chunkSeconds) {

    /// @throws IllegalArgumentException if the picture's sides are not even and positive, or the chunk length is not positive
    public RenderSettings {
        if (width < 2 || height < 2 || width % 2 != 0 || height % 2 != 0) {
            throw new IllegalArgumentException("not a picture size: %d×%d".formatted(width, height));
        }
        if (chunkSeconds.isPresent() && chunkSeconds.get().signum() <= 0) {
            throw new IllegalArgumentException("not a chunk length: " + chunkSeconds.get());
        }
    }

    /// The same settings with another length that chunks aim at.
    public RenderSettings withChunkSeconds(Rational seconds) {
        return new RenderSettings(
                width, height, frameRate, quality, fill, gap, captions, music, loudness, Optional.of(seconds));
    }
}
