package aive.http;

import aive.error.MediaForbidden;
import aive.url.HttpsUrl;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

/// An `https` URL that passed the checks of its text; [GuardedDnsResolver] checks the addresses of its host.
///
/// HttpClient receives the parts of [HttpsUrl], so that no second parser can see another host in the URL. Its text
/// forms are [#display] for people, [#identity] to recognise the source, and [#target] for the server.
public final class SourceUrl {

    private static final int MAX_DISPLAYED_PATH = 200;
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]{0,19}:.*");

    private final HttpsUrl url;

    private SourceUrl(HttpsUrl url) {
        this.url = url;
    }

    /// @param pointer the field that holds the URL
    /// @throws MediaForbidden if the URL is not allowed; the message holds neither its query nor its user information
    public static SourceUrl parse(String pointer, String text) {
        try {
            return of(text, Set.of(HttpsUrl.PORT));
        } catch (IllegalArgumentException e) {
            throw new MediaForbidden(pointer, "This URL may not be read: " + e.getMessage() + ".");
        }
    }

    /// @throws IllegalArgumentException if the URL is not allowed; the message is the reason, without a full stop
    static SourceUrl of(String text, Set<Integer> ports) {
        return new SourceUrl(HttpsUrl.parse(text, ports));
    }

    /// The URL that a redirect of this URL leads to.
    ///
    /// @param location the Location header: absolute, or relative as in RFC 3986
    /// @throws IllegalArgumentException for the same reasons as [#of]
    SourceUrl redirectedTo(String location, Set<Integer> ports) {
        if (location.isEmpty() || location.startsWith("#")) {
            return this;
        }
        String origin = "https://" + url.authority();
        if (ABSOLUTE.matcher(location).matches()) {
            return of(location, ports);
        } else if (location.startsWith("//")) {
            return of("https:" + location, ports);
        } else if (location.startsWith("/")) {
            return of(origin + location, ports);
        } else if (location.startsWith("?")) {
            return of(origin + url.path() + location, ports);
        }
        // URI merges paths and removes dots as in RFC 3986, after the text has passed our own checks.
        String folder = url.path().substring(0, url.path().lastIndexOf('/') + 1);
        HttpsUrl merged = HttpsUrl.parse(origin + folder + location, ports);
        String path = URI.create("https://host" + merged.path()).normalize().getRawPath();
        return new SourceUrl(new HttpsUrl(url.host(), url.port(), path, merged.query()));
    }

    /// The host in lower case; an IPv6 address has no brackets.
    public String host() {
        return url.host();
    }

    public int port() {
        return url.port();
    }

    /// Path and query as sent to the server. They may hold a signature: never put them into a message, log, or key.
    String target() {
        return url.target();
    }

    /// The URL for messages and logs, without query and fragment. A long path is shortened.
    public String display() {
        String path = url.path();
        String shown = path.length() <= MAX_DISPLAYED_PATH ? path : path.substring(0, MAX_DISPLAYED_PATH) + "…";
        return "https://" + url.authority() + shown;
    }

    /// The URL without its signature but with everything else, so that a new signature does not make a new source.
    ///
    /// Hash this identity and never show it, because another part of the query may be a secret. The identity grants no
    /// access. Before reusing an earlier download, ask the server with the whole URL (a conditional request is cheap).
    public String identity() {
        String rest = SignatureParameters.without(url.query());
        return "https://" + url.authority() + url.path() + (rest.isEmpty() ? "" : "?" + rest);
    }

    /// [#display], so that no log can leak a signature.
    @Override
    public String toString() {
        return display();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourceUrl that && url.equals(that.url);
    }

    @Override
    public int hashCode() {
        return url.hashCode();
    }
}
