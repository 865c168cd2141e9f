package aive.project;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A font family of the program. Letters that a family does not have are drawn in Noto Sans.
public enum CaptionFamily {
    /// Noto Sans: plain, for every script. The style decides about its weight.
    @JsonProperty("noto_sans")
    NOTO_SANS,
    /// Montserrat ExtraBold: wide and heavy; Latin and Cyrillic.
    @JsonProperty("montserrat")
    MONTSERRAT,
    /// Poppins SemiBold: round; Latin and Devanagari.
    @JsonProperty("poppins")
    POPPINS,
    /// Anton: narrow and heavy, as on posters; Latin.
    @JsonProperty("anton")
    ANTON
}
