package aive.media;

import java.util.Optional;

/// What a source was when it was fetched last.
///
/// @param asset what came of it
/// @param etag the server's name for this version of it; for a local file, its length and time
/// @param lastModified the server's date of this version, as it said it
public record SourceRecord(Asset asset, Optional<String> etag, Optional<String> lastModified) {}
