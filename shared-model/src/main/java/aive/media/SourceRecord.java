package aive.media;

import java.util.Optional;

/// What a source was when it was last fetched.
///
/// @param probe the [#PROBE_VERSION] that probed it
/// @param asset what it was stored as
/// @param etag the server's name for this version of it; for a local file, its length and time
/// @param lastModified the server's date of this version, as the server wrote it
public record SourceRecord(int probe, Asset asset, Optional<String> etag, Optional<String> lastModified) {

    /// Raised whenever [VisualInfo] or [AudioInfo] tell more, or measure otherwise. Older records are then probed again.
    public static final int PROBE_VERSION = 3;

    /// A record by this version of the probe.
    public static SourceRecord of(Asset asset, Optional<String> etag, Optional<String> lastModified) {
        return new SourceRecord(PROBE_VERSION, asset, etag, lastModified);
    }
}
