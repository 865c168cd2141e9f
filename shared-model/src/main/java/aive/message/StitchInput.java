package aive.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/// The order to put the video together: everything else is read from the store.
///
/// @param only a part that is made alone, ahead of the rest
public record StitchInput(String renderId, Optional<Only> only) {

    /// What can be made alone.
    public enum Only {
        /// The sound, which needs no picture.
        @JsonProperty("soundtrack")
        SOUNDTRACK
    }
}
