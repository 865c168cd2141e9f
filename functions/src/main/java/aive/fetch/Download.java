package aive.fetch;

import java.nio.file.Path;
import java.util.Optional;

/// What asking for a source led to.
public sealed interface Download {

    /// The server still has the version that the validators belong to.
    record NotModified() implements Download {}

    /// The source, whole, in a fresh file that now belongs to the caller.
    ///
    /// @param bytes the file's length, 1 or more
    /// @param sha256 of the file, 64 lower-case hexadecimal digits
    /// @param validators for the next time; empty ones where the server gave none
    /// @param contentType `type/subtype` in lower case as the server has it, which proves nothing: the bytes decide what the file is
    record Fetched(Path file, long bytes, String sha256, Validators validators, Optional<String> contentType) implements Download {}
}
