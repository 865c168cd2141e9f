package aive.project;

import java.util.List;
import java.util.Optional;

/// What is drawn over the footage besides captions.
///
/// @param images from the lowest to the highest
/// @param progressBar absent for none
public record Overlays(List<ImageOverlay> images, Optional<ProgressBarSettings> progressBar) {

    /// Nothing.
    public static final Overlays NONE = new Overlays(List.of(), Optional.empty());

    public Overlays {
        images = List.copyOf(images);
    }
}
