package aive.media;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// The properties of a video or an image.
///
/// Increment [SourceRecord#PROBE_VERSION] whenever the components or the way they are measured change.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = VideoInfo.class, name = "video"),
    @JsonSubTypes.Type(value = ImageInfo.class, name = "image")
})
public sealed interface VisualInfo permits VideoInfo, ImageInfo {

    /// Index of the stream in the file.
    int stream();

    /// FFmpeg's name of the codec.
    String codec();

    /// Width of a stored frame in pixels.
    int width();

    /// Height of a stored frame in pixels.
    int height();

    ColourInfo colours();

    /// Whether pixels may be transparent.
    boolean transparent();
}
