package aive.message;

import java.util.List;
import java.util.Optional;

/// The output of the *Fetch batch of media* state.
///
/// @param fetched number of sources that were downloaded
/// @param unchanged number of sources that have not changed since an earlier fetch
/// @param bytes number of bytes that were downloaded
/// @param error full class name of the first error of a source, `aive.error.MediaUnusable`; empty if all sources are
///     usable
/// @param problems one line for each source that is not usable
public record FetchedBatch(
        int batch, int fetched, int unchanged, long bytes, Optional<String> error, List<String> problems) {

    public FetchedBatch {
        problems = List.copyOf(problems);
    }

    /// A batch whose sources are all usable.
    public FetchedBatch(int batch, int fetched, int unchanged, long bytes) {
        this(batch, fetched, unchanged, bytes, Optional.empty(), List.of());
    }
}
