package aive.message;

import java.math.BigDecimal;
import java.util.Optional;

/// The output of the *Render chunk* state.
///
/// @param frames the number of frames in the chunk
/// @param seconds how long rendering took; 0 for a reused chunk
/// @param reused whether the store already had the chunk
/// @param restarted the place and the footage at which FFmpeg stopped and was started again; empty if it did not stop
/// @param phases the parts of `seconds`; empty for a reused chunk
public record RenderedChunk(
        int chunk, long frames, double seconds, boolean reused, Optional<String> restarted, Optional<Phases> phases) {

    /// A chunk whose phases are not known.
    public RenderedChunk(int chunk, long frames, double seconds, boolean reused, Optional<String> restarted) {
        this(chunk, frames, seconds, reused, restarted, Optional.empty());
    }

    /// How long the parts of rendering took, in seconds, one after another.
    ///
    /// @param fetch reading the plan and the media from the store
    /// @param encode drawing and encoding the frames
    /// @param upload writing the chunk to the store
    public record Phases(BigDecimal fetch, BigDecimal encode, BigDecimal upload) {}
}
