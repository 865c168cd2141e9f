package aive.project;

import java.util.List;
import java.util.Optional;

/// What is drawn over the footage besides captions.
///
/// @param images from the lowest to the highest
/// @param progressBar absent for none
/// @param titles texts, from the lowest to the highest
public record Overlays(List<ImageOverlay> images, Optional<ProgressBarSettings> progressBar, List<Title> titles) {

    /// Nothing.
    public static final Overlays NONE = new Overlays(List.of(), Optional.empty(), List.of());

    public Overlays {
        images = List.copyOf(images);
        titles = List.copyOf(titles);
    }
}
