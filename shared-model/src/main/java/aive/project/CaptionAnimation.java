package aive.project;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How a caption appears.
public enum CaptionAnimation {
    /// At once.
    @JsonProperty("none")
    NONE,
    /// It grows within a sixth of a second, a little beyond its size and back.
    @JsonProperty("pop")
    POP,
    /// It becomes opaque within a fifth of a second.
    @JsonProperty("fade")
    FADE
}
