package aive.fetch;

import java.util.Optional;

/// The validators of a downloaded version: a conditional request with them downloads only a changed source.
///
/// @param etag the ETag header as it came, quotes and weakness mark included
/// @param lastModified the Last-Modified header as it came
public record Validators(Optional<String> etag, Optional<String> lastModified) {

    private static final int MAX_LENGTH = 1_024;

    /// A value that cannot be sent back (longer than 1,024 characters or not printable ASCII) counts as absent.
    public Validators {
        etag = etag.filter(Validators::canBeSent);
        lastModified = lastModified.filter(Validators::canBeSent);
    }

    private static boolean canBeSent(String value) {
        return !value.isBlank() && value.length() <= MAX_LENGTH && value.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    }
}
