package aive.project;

import java.net.URI;
import java.util.Optional;

/// Whom to tell how a render goes.
///
/// @param url `https://…`, checked; may hold a secret in its query: never for messages or logs
/// @param taskId what the caller calls this render, sent back as it is
public record Callback(URI url, Optional<String> taskId) {

    /// @throws IllegalArgumentException if `url` is not https
    public Callback {
        if (!"https".equals(url.getScheme())) {
            throw new IllegalArgumentException("a callback is https, not " + url.getScheme());
        }
    }

    /// The address as people may see it: no query.
    @Override
    public String toString() {
        return new Source(url).toString();
    }
}
