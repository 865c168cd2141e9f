package aive.project;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The quality of the encoding.
public enum Quality {
    /// For previews: fastest, largest loss.
    @JsonProperty("draft")
    DRAFT,
    /// For publishing.
    @JsonProperty("standard")
    STANDARD,
    /// For an archive: slower, smaller loss.
    @JsonProperty("high")
    HIGH,
    /// Without loss, for exact comparison of frames.
    @JsonProperty("lossless")
    LOSSLESS
}
