package aive.composition;

import aive.time.FrameRange;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A frame range of a video with everything that determines its pixels, and nothing else.
///
/// Frames count from the window's own start, and a window therefore stays equal when it moves in the video.
///
/// @param format size, frame rate, and encoding
/// @param video the items shown, one after another
/// @param layers overlays on the video, from the lowest to the highest; layers that draw nothing are left out
public record Window(OutputFormat format, VideoTrack video, List<Layer> layers) {

    /// @throws IllegalArgumentException if a layer ends after the window
    public Window {
        layers = List.copyOf(layers);
        Layer.checkEnds(layers, video.frames());
    }

    /// The number of frames.
    public long frames() {
        return video.frames();
    }

    /// Returns a frame range of this window as a window.
    ///
    /// @throws IllegalArgumentException if the range ends after the window
    public Window window(FrameRange run) {
        List<Layer> shown = layers.stream().flatMap(layer -> layer.window(run).stream()).toList();
        return new Window(format, video.window(run, format.frameRate()), shown);
    }

    /// The SHA-256 identities of all files in the store that rendering needs.
    public Set<String> assets() {
        Set<String> assets = new LinkedHashSet<>(video.assets());
        layers.forEach(layer -> assets.addAll(layer.assets()));
        return assets;
    }
}
