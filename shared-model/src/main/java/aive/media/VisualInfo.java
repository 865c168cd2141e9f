package aive.media;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// The properties of a video or an image.
///
/// Raise [SourceRecord#PROBE_VERSION] with every change of its components or of their measurement.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = VideoInfo.class, name = "video"),
    @JsonSubTypes.Type(value = ImageInfo.class, name = "image")
})
public sealed interface VisualInfo permits VideoInfo, ImageInfo {}
