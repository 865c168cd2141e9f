package aive.project;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Which field of a sentence its caption is taken from.
public enum CaptionSource {
    /// What is spoken.
    @JsonProperty("text")
    TEXT,
    /// Its translation; the spoken text where there is none.
    @JsonProperty("translated_text")
    TRANSLATED_TEXT
}
