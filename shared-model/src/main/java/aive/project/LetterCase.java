package aive.project;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whether the letters of captions are changed to capital or small letters.
public enum LetterCase {
    @JsonProperty("as_written")
    AS_WRITTEN,
    @JsonProperty("upper")
    UPPER,
    @JsonProperty("lower")
    LOWER
}
