package aive.project;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What is shown between two sentences.
public enum Gap {
    /// The footage of the previous sentence; before the first sentence, the footage of the first.
    @JsonProperty("extend")
    EXTEND,
    /// Black frames.
    @JsonProperty("black")
    BLACK
}
