package aive.project;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The shape of a box behind a caption.
public enum BoxShape {
    /// One rectangle around each line.
    @JsonProperty("line")
    LINE,
    /// One rectangle around all lines.
    @JsonProperty("block")
    BLOCK
}
