package aive.project;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The sentence field with the caption text.
public enum CaptionSource {
    /// The spoken text.
    @JsonProperty("text")
    TEXT,
    /// The translation; the spoken text where there is no translation.
    @JsonProperty("translated_text")
    TRANSLATED_TEXT
}
