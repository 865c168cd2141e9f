package aive.composition;

import aive.time.FrameRange;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A whole video: its frames, overlays, and audio.
///
/// @param format size, frame rate, and encoding
/// @param video the items shown, one after another
/// @param layers overlays on the video, from the lowest to the highest
/// @param audio the narration and the music
public record Composition(OutputFormat format, VideoTrack video, List<Layer> layers, AudioMix audio) {

    /// @throws IllegalArgumentException if a layer ends after the video
    public Composition {
        layers = List.copyOf(layers);
        Layer.checkEnds(layers, video.frames());
    }

    /// The number of frames.
    public long frames() {
        return video.frames();
    }

    /// Returns a frame range of the video as a window whose frames count from its own start.
    ///
    /// Rendering the windows of two adjacent ranges one after the other gives the same frames as rendering the window
    /// of both together.
    ///
    /// @throws IllegalArgumentException if the range ends after the video
    public Window window(FrameRange run) {
        return new Window(format, video, layers).window(run);
    }

    /// The SHA-256 identities of all files in the store that rendering needs.
    public Set<String> assets() {
        Set<String> assets = new LinkedHashSet<>(video.assets());
        layers.forEach(layer -> assets.addAll(layer.assets()));
        assets.addAll(audio.assets());
        return assets;
    }
}
