package aive.project;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How footage of another aspect ratio than the frame's fills the frame.
public enum FitMode {
    /// Scaled until it covers the frame; what is outside the frame is cropped.
    @JsonProperty("cover")
    COVER,
    /// Shown whole, between bars of one colour.
    @JsonProperty("contain")
    CONTAIN,
    /// Shown whole, in front of a blurred, enlarged, and darkened copy of itself.
    @JsonProperty("blur")
    BLUR
}
