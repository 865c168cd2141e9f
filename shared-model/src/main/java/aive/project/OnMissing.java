package aive.project;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What happens if no font has a character of a caption.
public enum OnMissing {
    /// The project is refused.
    @JsonProperty("fail")
    FAIL,
    /// The caption is drawn without the character, with a warning.
    @JsonProperty("warn")
    WARN
}
