package aive.composition;

import aive.project.Quality;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// The compression of the video.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "codec")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Encoding.H264.class, name = "h264"),
    @JsonSubTypes.Type(value = Encoding.Hevc.class, name = "hevc")
})
public sealed interface Encoding {

    /// H.264 (AVC), which all common players support.
    record H264(Quality quality) implements Encoding {}

    /// HEVC (H.265), which needs fewer bits and more time.
    record Hevc(Quality quality) implements Encoding {}
}
