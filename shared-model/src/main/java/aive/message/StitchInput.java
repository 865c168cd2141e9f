package aive.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/// The input of the *Mix soundtrack* and *Stitch video* states. Everything else is read from the store.
///
/// @param planKey key of the plan in the store
/// @param only the only part to make; empty for the whole video
public record StitchInput(String renderId, String planKey, Optional<Only> only) {

    /// A part of the video that can be made alone.
    public enum Only {
        /// The audio, which does not depend on the chunks.
        @JsonProperty("soundtrack")
        SOUNDTRACK
    }
}
