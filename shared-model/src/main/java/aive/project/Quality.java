package aive.project;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How much care goes into the encoding.
public enum Quality {
    /// For a look: fastest, larger loss.
    @JsonProperty("draft")
    DRAFT,
    /// For publishing.
    @JsonProperty("standard")
    STANDARD,
    /// For an archive: slower, smaller loss.
    @JsonProperty("high")
    HIGH,
    /// No loss at all: lets anyone compare frames from outside.
    @JsonProperty("lossless")
    LOSSLESS
}
