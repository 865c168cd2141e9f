package aive.message;

/// The output of the *Fetch batch of media* state.
///
/// @param fetched number of sources that were downloaded
/// @param unchanged number of sources that have not changed since an earlier fetch
/// @param bytes number of bytes that were downloaded
public record FetchedBatch(int batch, int fetched, int unchanged, long bytes) {}
