package aive.message;

/// What became of a chunk.
///
/// @param frames it has
/// @param seconds it took to render, 0 where it had been rendered before
/// @param reused whether it had been rendered before
public record RenderedChunk(int chunk, long frames, double seconds, boolean reused) {}
