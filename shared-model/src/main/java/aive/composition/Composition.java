package aive.composition;

import aive.time.FrameRange;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A whole video: what every frame shows, and what is heard.
///
/// @param format size, frame rate, and encoding
/// @param video what is shown, one item after another
/// @param layers what is drawn over it, from the lowest to the highest
/// @param audio what is heard
public record Composition(OutputFormat format, VideoTrack video, List<Layer> layers, AudioMix audio) {

    /// @throws IllegalArgumentException if a layer reaches beyond the video's end
    public Composition {
        layers = List.copyOf(layers);
        Layer.checkEnds(layers, video.frames());
    }

    /// The number of frames.
    public long frames() {
        return video.frames();
    }

    /// What a run of frames shows, counted from its own start.
    ///
    /// Rendering the windows of two neighbouring runs one after the other gives the same frames as rendering the window
    /// of both together.
    ///
    /// @throws IllegalArgumentException if the run reaches beyond the end
    public Window window(FrameRange run) {
        return new Window(format, video, layers).window(run);
    }

    /// The identities (SHA-256) of everything that must be in the store before this can be rendered.
    public Set<String> assets() {
        Set<String> assets = new LinkedHashSet<>(video.assets());
        assets.addAll(audio.assets());
        return assets;
    }
}
