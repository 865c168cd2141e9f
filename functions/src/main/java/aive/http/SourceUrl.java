package aive.http;

import aive.error.MediaForbidden;
import aive.url.HttpsRules;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An `https` URL that passed the checks of its text; [GuardedDnsResolver] checks the addresses of its host.
///
/// One strict grammar splits the URL, and HttpClient receives the parts, so that no second parser can see another
/// host in it. Its text forms are [#display] for people, [#identity] to recognise the source, and [#target] for the
/// server.
public final class SourceUrl {


    static final int HTTPS_PORT = HttpsRules.PORT;

    /// The ports that production connects to: other ports may serve other protocols.
    static final Set<Integer> HTTPS_PORTS = Set.of(HTTPS_PORT);

    private static final int MAX_DISPLAYED_PATH = 200;
    private static final Pattern FORM = Pattern.compile("https://([^/?#]*)([^?#]*)(?:\\?([^#]*))?(?:#.*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]*]|[^:\\[\\]]*)(?::([0-9]{1,5}))?");
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]{0,19}):.*");
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!$%&'()*+,-./:;=?@_~";

    private final String host;
    private final int port;
    private final String path;
    private final String query;

    private SourceUrl(String host, int port, String path, String query) {
        this.host = host;
        this.port = port;
        this.path = path;
        this.query = query;
    }

    /// @param pointer the field that holds the URL
    /// @throws MediaForbidden if the URL is not allowed; the message holds neither its query nor its user information
    public static SourceUrl parse(String pointer, String text) {
        try {
            return of(text, HTTPS_PORTS);
        } catch (IllegalArgumentException e) {
            throw new MediaForbidden(pointer, "This URL may not be read: " + e.getMessage() + ".");
        }
    }

    /// @throws IllegalArgumentException if the URL is not allowed; the message is the reason, without a full stop
    static SourceUrl of(String text, Set<Integer> ports) {
        require(text.length() <= HttpsRules.MAX_LENGTH, "it is longer than " + HttpsRules.MAX_LENGTH + " characters");
        require(
                text.chars()
                        .noneMatch(c -> c <= ' '
                                || Character.isISOControl(c)
                                || Character.isWhitespace(c)
                                || c == '\\'),
                "it contains a space, a control character, or a backslash");
        Matcher form = FORM.matcher(text);
        require(form.matches(), "it must begin with https://" + schemeOf(text));
        String authority = form.group(1);
        require(authority.indexOf('@') < 0, "it must not contain a user name or password");
        Matcher parts = AUTHORITY.matcher(authority);
        require(parts.matches(), "its host and port are malformed");
        String host = HostSyntax.canonical(parts.group(1));
        int port = parts.group(2) == null ? HTTPS_PORT : Integer.parseInt(parts.group(2));
        require(ports.contains(port), "port %d of %s is not allowed".formatted(port, host));
        String path = form.group(2).isEmpty() ? "/" : escaped(form.group(2));
        String query = form.group(3) == null ? "" : escaped(form.group(3));
        return new SourceUrl(host, port, path, query);
    }

    /// The URL that a redirect of this URL leads to.
    ///
    /// @param location the Location header: absolute, or relative as in RFC 3986
    /// @throws IllegalArgumentException for the same reasons as [#of]
    SourceUrl redirectedTo(String location, Set<Integer> ports) {
        if (location.isEmpty() || location.startsWith("#")) {
            return this;
        }
        String origin = "https://" + authority();
        if (SCHEME.matcher(location).matches()) {
            return of(location, ports);
        } else if (location.startsWith("//")) {
            return of("https:" + location, ports);
        } else if (location.startsWith("/")) {
            return of(origin + location, ports);
        } else if (location.startsWith("?")) {
            return of(origin + path + location, ports);
        }
        // URI merges paths and removes dots as in RFC 3986, after the text has passed our own checks.
        SourceUrl merged = of(origin + path.substring(0, path.lastIndexOf('/') + 1) + location, ports);
        return new SourceUrl(host, port, URI.create("https://host" + merged.path).normalize().getRawPath(), merged.query);
    }

    /// The host in lower case; an IPv6 address has no brackets.
    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    /// Path and query as sent to the server. They may hold a signature: never put them into a message, log, or key.
    String target() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    /// The URL for messages and logs, without query and fragment. A long path is shortened.
    public String display() {
        String shown = path.length() <= MAX_DISPLAYED_PATH ? path : path.substring(0, MAX_DISPLAYED_PATH) + "…";
        return "https://" + authority() + shown;
    }

    /// The URL without its signature but with everything else, so that a new signature does not make a new source.
    ///
    /// Hash this identity and never show it, because another part of the query may be a secret. The identity grants no
    /// access. Before reusing an earlier download, ask the server with the whole URL (a conditional request is cheap).
    public String identity() {
        String rest = SignatureParameters.without(query);
        return "https://" + authority() + path + (rest.isEmpty() ? "" : "?" + rest);
    }

    /// [#display], so that no log can leak a signature.
    @Override
    public String toString() {
        return display();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourceUrl that
                && authority().equals(that.authority())
                && target().equals(that.target());
    }

    @Override
    public int hashCode() {
        return 31 * authority().hashCode() + target().hashCode();
    }

    private String authority() {
        String bracketed = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port == HTTPS_PORT ? bracketed : bracketed + ":" + port;
    }

    /// Escapes the characters that a browser escapes (other alphabets, quotes, braces, `|`), because authors copy URLs
    /// from browsers.
    private static String escaped(String text) {
        require(!BAD_ESCAPE.matcher(text).find(), "it contains a % that begins no escape");
        require(StandardCharsets.UTF_8.newEncoder().canEncode(text), "it contains half a surrogate pair");
        StringBuilder escaped = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (PLAIN.indexOf(b) >= 0) {
                escaped.append((char) b);
            } else {
                escaped.append("%%%02X".formatted(b));
            }
        }
        return escaped.toString();
    }

    private static String schemeOf(String text) {
        Matcher scheme = SCHEME.matcher(text);
        return scheme.matches() ? ", not with " + scheme.group(1).toLowerCase(Locale.ROOT) + ":" : "";
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
