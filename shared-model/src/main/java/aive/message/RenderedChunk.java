package aive.message;

import java.util.Optional;

/// The output of the *Render chunk* state.
///
/// @param frames the number of its frames
/// @param seconds of rendering, 0 for a reused chunk
/// @param reused whether the store already had it
/// @param restarted the place and the footage at which FFmpeg stopped and was started again; empty if it did not stop
public record RenderedChunk(int chunk, long frames, double seconds, boolean reused, Optional<String> restarted) {}
