package aive.ffmpeg;

/// Determines the properties of a media file from its content alone.
///
/// @param visual probes videos and images
/// @param audio probes narration and music
public record MediaProbe(VisualProbe visual, AudioProbe audio) {

    public MediaProbe(Ffmpeg ffmpeg) {
        this(new VisualProbe(ffmpeg), new AudioProbe(ffmpeg));
    }
}
