package aive.media;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The order in time of the two fields of interlaced frames. Even lines, counted from 0, are the top field.
public enum Interlacing {
    /// The decoder marks each interlaced frame, with its field order; other frames are progressive.
    @JsonProperty("marked")
    MARKED,
    /// All frames are interlaced; the top field is the earlier one.
    @JsonProperty("top_field_first")
    TOP_FIELD_FIRST,
    /// All frames are interlaced; the bottom field is the earlier one.
    @JsonProperty("bottom_field_first")
    BOTTOM_FIELD_FIRST
}
