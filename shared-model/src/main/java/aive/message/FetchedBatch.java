package aive.message;

/// What became of a batch of media.
///
/// @param fetched sources that were read whole
/// @param unchanged sources that had been fetched before and have not changed
/// @param bytes that were read
public record FetchedBatch(int batch, int fetched, int unchanged, long bytes) {}
