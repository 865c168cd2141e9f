package aive.media;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// What the probe found of something that can be shown.
///
/// Whoever changes what it tells, or how that is measured, raises [SourceRecord#PROBE_VERSION].
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = VideoInfo.class, name = "video"),
    @JsonSubTypes.Type(value = ImageInfo.class, name = "image")
})
public sealed interface VisualInfo permits VideoInfo, ImageInfo {}
