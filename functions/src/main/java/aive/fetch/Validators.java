package aive.fetch;

import java.util.Optional;

/// The validators of a downloaded version. A conditional request with them downloads the source only if it has changed.
///
/// @param etag the ETag header as received, with its quotes and `W/` prefix
/// @param lastModified the Last-Modified header as received
public record Validators(Optional<String> etag, Optional<String> lastModified) {

    private static final int MAX_LENGTH = 1_024;

    /// Drops a value that cannot be sent back: it is blank, longer than 1,024 characters, or not printable ASCII.
    public Validators {
        etag = etag.filter(Validators::canBeSent);
        lastModified = lastModified.filter(Validators::canBeSent);
    }

    private static boolean canBeSent(String value) {
        return !value.isBlank() && value.length() <= MAX_LENGTH && value.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    }
}
