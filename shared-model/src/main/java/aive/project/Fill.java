package aive.project;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What is shown when footage is shorter than its sentence.
public enum Fill {
    /// The footage from its beginning again.
    @JsonProperty("loop")
    LOOP,
    /// Its last frame.
    @JsonProperty("freeze")
    FREEZE
}
