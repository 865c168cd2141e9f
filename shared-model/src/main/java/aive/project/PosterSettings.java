package aive.project;

import aive.time.Rational;
import java.util.Optional;

/// The still images beside the video.
///
/// @param at the time in the video that the poster shows, in seconds; absent for one third of the video
/// @param contactSheet whether there is an image with a frame of each sentence
public record PosterSettings(Optional<Rational> at, boolean contactSheet) {

    /// The poster only.
    public static final PosterSettings USUAL = new PosterSettings(Optional.empty(), false);
}
