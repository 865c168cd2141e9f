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
public sealed interface VisualInfo permits VideoInfo, ImageInfo {}
