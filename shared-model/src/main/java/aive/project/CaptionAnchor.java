package aive.project;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A part of a block of caption lines.
public enum CaptionAnchor {
    @JsonProperty("top")
    TOP,
    @JsonProperty("middle")
    MIDDLE,
    @JsonProperty("bottom")
    BOTTOM
}
