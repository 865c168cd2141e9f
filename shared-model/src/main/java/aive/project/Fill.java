package aive.project;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What is shown when a clip is shorter than its sentence.
public enum Fill {
    /// The clip again from its beginning.
    @JsonProperty("loop")
    LOOP,
    /// The last frame of the clip.
    @JsonProperty("freeze")
    FREEZE
}
