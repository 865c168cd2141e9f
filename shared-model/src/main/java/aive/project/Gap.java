package aive.project;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What is shown where nobody speaks.
public enum Gap {
    /// The footage of the sentence before; ahead of the first sentence, its own.
    @JsonProperty("extend")
    EXTEND,
    /// A black picture.
    @JsonProperty("black")
    BLACK
}
