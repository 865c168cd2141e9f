package aive.project;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Where the video ends.
public enum VideoEnd {
    /// At the end of the narration. Sentences that begin later are not shown.
    @JsonProperty("narration")
    NARRATION,
    /// At the end of the last sentence. Longer narration is cut off.
    @JsonProperty("sentences")
    SENTENCES,
    /// At the later of the two.
    @JsonProperty("longest")
    LONGEST
}
