package aive.project;

import java.net.URI;
import java.util.Optional;

/// The receiver of progress and results of a render.
///
/// @param url `https://…`, validated; its query may hold a secret and must not appear in messages or logs
/// @param taskId the caller's own name for this render, returned unchanged
public record Callback(URI url, Optional<String> taskId) {

    /// @throws IllegalArgumentException if `url` is not https
    public Callback {
        if (!"https".equals(url.getScheme())) {
            throw new IllegalArgumentException("a callback URL must be https, not " + url.getScheme());
        }
    }

    /// The URL without its query, for messages and logs.
    @Override
    public String toString() {
        return new Source(url).toString();
    }
}
