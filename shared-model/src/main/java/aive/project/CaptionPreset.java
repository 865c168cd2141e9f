package aive.project;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A named look of captions.
public enum CaptionPreset {
    /// No captions.
    @JsonProperty("none")
    NONE,
    /// White letters with an outline and a soft shadow.
    @JsonProperty("subtitle")
    SUBTITLE,
    /// Large, heavy capital letters with a thick outline.
    @JsonProperty("bold")
    BOLD,
    /// White letters on a dark box.
    @JsonProperty("box")
    BOX,
    /// Like [#BOLD], with the spoken word in another colour.
    @JsonProperty("karaoke")
    KARAOKE,
    /// One to three words at a time, very large.
    @JsonProperty("word")
    WORD
}
