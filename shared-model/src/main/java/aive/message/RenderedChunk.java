package aive.message;

import java.util.Optional;

/// What became of a chunk.
///
/// @param frames it has
/// @param seconds it took to render, 0 where it had been rendered before
/// @param reused whether it had been rendered before
/// @param restarted what FFmpeg was rendering when it stopped and had to be started again; empty where all went well
public record RenderedChunk(int chunk, long frames, double seconds, boolean reused, Optional<String> restarted) {}
