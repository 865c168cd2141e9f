package aive.fetch;

import java.nio.file.Path;
import java.util.Optional;

/// The result of requesting a source.
public sealed interface Download {

    /// The source has not changed since the validators were received.
    record NotModified() implements Download {}

    /// The complete source in a new file, which the caller owns.
    ///
    /// @param bytes length of the file, 1 or more
    /// @param sha256 of the file, 64 lower-case hexadecimal digits
    /// @param validators for the next request; empty ones if the server sent none
    /// @param contentType `type/subtype` in lower case as the server sent it; the bytes decide what the file is
    record Fetched(Path file, long bytes, String sha256, Validators validators, Optional<String> contentType)
            implements Download {}
}
