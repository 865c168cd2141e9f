package aive.composition;

import aive.time.FrameRange;
import java.util.List;
import java.util.Set;

/// What a run of frames shows: all that is needed to render them, and nothing else.
///
/// Frames count from the window's own start, so a window that moves in the video stays the same window.
///
/// @param format size, frame rate, and encoding
/// @param video what is shown, one item after another
/// @param layers what is drawn over it, from the lowest to the highest; layers that show nothing are left out
public record Window(OutputFormat format, VideoTrack video, List<Layer> layers) {

    /// @throws IllegalArgumentException if a layer reaches beyond the window's end
    public Window {
        layers = List.copyOf(layers);
        Layer.checkEnds(layers, video.frames());
    }

    /// The number of frames.
    public long frames() {
        return video.frames();
    }

    /// A run of this window's frames.
    ///
    /// @throws IllegalArgumentException if the run reaches beyond the end
    public Window window(FrameRange run) {
        List<Layer> shown = layers.stream().flatMap(layer -> layer.window(run).stream()).toList();
        return new Window(format, video.window(run, format.frameRate()), shown);
    }

    /// The identities (SHA-256) of everything that must be in the store before this can be rendered.
    public Set<String> assets() {
        return video.assets();
    }
}
