package aive.media;

import java.util.Optional;

/// What a source was when it was fetched last.
///
/// @param facts which [#FACTS] the asset has
/// @param asset what came of it
/// @param etag the server's name for this version of it; for a local file, its length and time
/// @param lastModified the server's date of this version, as it said it
public record SourceRecord(int facts, Asset asset, Optional<String> etag, Optional<String> lastModified) {

    /// Raised whenever [VideoFacts] or [SoundFacts] tell more, or measure otherwise: what was measured before is then measured anew.
    public static final int FACTS = 2;

    /// What this version has found out.
    public static SourceRecord of(Asset asset, Optional<String> etag, Optional<String> lastModified) {
        return new SourceRecord(FACTS, asset, etag, lastModified);
    }
}
