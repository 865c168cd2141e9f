package aive.media;

import java.util.Optional;

/// The result of the last fetch of a source.
///
/// @param probe the [#PROBE_VERSION] with which the source was probed
/// @param asset the stored file
/// @param etag the server's ETag; for a local file, its length and modification time
/// @param lastModified the server's `Last-Modified` header, unchanged
public record SourceRecord(int probe, Asset asset, Optional<String> etag, Optional<String> lastModified) {

    /// The version of the probe. Increment it whenever [VisualInfo], [AudioInfo], or the way they are measured changes.
    /// Sources that were probed with an older version are probed again.
    public static final int PROBE_VERSION = 5;

    /// A record with the current version of the probe.
    public static SourceRecord of(Asset asset, Optional<String> etag, Optional<String> lastModified) {
        return new SourceRecord(PROBE_VERSION, asset, etag, lastModified);
    }
}
