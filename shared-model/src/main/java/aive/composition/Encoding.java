package aive.composition;

import aive.project.Quality;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// How frames are compressed.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "codec")
@JsonSubTypes(@JsonSubTypes.Type(value = Encoding.H264.class, name = "h264"))
public sealed interface Encoding {

    /// H.264 (AVC), which every player plays.
    record H264(Quality quality) implements Encoding {}
}
