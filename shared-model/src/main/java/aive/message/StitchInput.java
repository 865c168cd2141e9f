package aive.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The input of the *Mix soundtrack* and *Stitch video* states. Everything else is read from the store.
///
/// @param planKey key of the plan in the store
/// @param only the only part to make; empty for the whole video
/// @param before the states before this one, for the cost in the result
/// @param entered when this state began; absent if `only` is given
public record StitchInput(
        String renderId, String planKey, Optional<Only> only, List<EndedState> before, Optional<Instant> entered) {

    public StitchInput {
        before = List.copyOf(before);
    }

    /// The input without the states before.
    public StitchInput(String renderId, String planKey, Optional<Only> only) {
        this(renderId, planKey, only, List.of(), Optional.empty());
    }

    /// A part of the video that can be made alone.
    public enum Only {
        /// The audio, which does not depend on the chunks.
        @JsonProperty("soundtrack")
        SOUNDTRACK
    }
}
