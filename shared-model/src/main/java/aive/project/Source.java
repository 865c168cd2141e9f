package aive.project;

import java.net.URI;
import java.util.Optional;

/// The absolute URL of a media file, validated: `https://…`, `s3://bucket/key`, or, in a local run, `file:///…`.
///
/// @param url the whole URL; its query may hold a signature and must not appear in messages or logs
/// @param audioTrack number of the audio track that is played, from 1; empty for the file's own choice
public record Source(URI url, Optional<Integer> audioTrack) {

    /// A file whose audio track is the file's own choice.
    public Source(URI url) {
        this(url, Optional.empty());
    }

    /// @throws IllegalArgumentException if the scheme of `url` is missing or is not `https`, `s3`, or `file`
    public Source {
        if (!(isScheme(url, "https") || isScheme(url, "s3") || isScheme(url, "file"))) {
            throw new IllegalArgumentException("a source URL must be https, s3, or file, not " + url.getScheme());
        }
    }

    /// The same file with another audio track.
    public Source withAudioTrack(int track) {
        return new Source(url, Optional.of(track));
    }

    public boolean isHttps() {
        return isScheme(url, "https");
    }

    public boolean isLocalFile() {
        return isScheme(url, "file");
    }

    private static boolean isScheme(URI url, String scheme) {
        return scheme.equalsIgnoreCase(url.getScheme());
    }

    /// The URL without query, fragment, and user, for messages and logs.
    @Override
    public String toString() {
        if (isLocalFile()) {
            return url.getPath();
        }
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return "%s://%s%s%s".formatted(
                url.getScheme(), url.getHost() == null ? url.getAuthority() : url.getHost(), port, url.getRawPath());
    }
}
