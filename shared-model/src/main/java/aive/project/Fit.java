package aive.project;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How footage of another shape fills the picture.
public enum Fit {
    /// Scaled until it covers the picture; what sticks out is cropped, evenly on both sides.
    @JsonProperty("cover")
    COVER
}
