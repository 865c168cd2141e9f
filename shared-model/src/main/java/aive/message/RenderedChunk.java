package aive.message;

import java.util.Optional;

/// The output of the *Render chunk* state.
///
/// @param frames the number of frames in the chunk
/// @param seconds how long rendering took; 0 for a reused chunk
/// @param reused whether the store already had the chunk
/// @param restarted the place and the footage at which FFmpeg stopped and was started again; empty if it did not stop
public record RenderedChunk(int chunk, long frames, double seconds, boolean reused, Optional<String> restarted) {}
