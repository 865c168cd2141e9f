package aive.url;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parts of an `https` URL, read by one strict grammar.
///
/// The reader of projects and the downloader both use this grammar, so that neither can see another host in a URL than
/// the other. Parts have one canonical form: host in lower case, no default port, no fragment, ASCII only.
///
/// @param host a name or a public address; an IPv6 address has no brackets
/// @param path begins with a slash
/// @param query without its question mark; empty if there is none. It may hold a signature: never show it
public record HttpsUrl(String host, int port, String path, String query) {

    /// The only port to which the renderer connects in production: other ports may serve other protocols.
    public static final int PORT = 443;

    /// Longest URL, in characters.
    public static final int MAX_LENGTH = 8_192;

    private static final Pattern FORM =
            Pattern.compile("https://([^/?#]*)([^?#]*)(?:\\?([^#]*))?(?:#.*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]*]|[^:\\[\\]]*)(?::([0-9]{1,5}))?");
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]{0,19}):.*");
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final String PLAIN =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!$%&'()*+,-./:;=?@_~";
    private static final int HIGHEST_PORT = 65_535;

    /// @param ports the ports that are allowed
    /// @throws NotAllowed if the URL is well-formed, but has a user, another port, or an address that is not public
    /// @throws IllegalArgumentException if the text is not an `https` URL. Both messages are a reason without a full
    ///     stop, and hold neither the query nor the user
    public static HttpsUrl parse(String text, Set<Integer> ports) {
        require(text.length() <= MAX_LENGTH, "it is longer than " + MAX_LENGTH + " characters");
        require(text.chars().noneMatch(HttpsUrl::isRefused), "it contains a space, a control character, or a backslash");
        Matcher form = FORM.matcher(text);
        require(form.matches(), "it must begin with https://" + schemeOf(text));
        String authority = form.group(1);
        if (authority.indexOf('@') >= 0) {
            throw new NotAllowed("it must not contain a user name or password");
        }
        Matcher parts = AUTHORITY.matcher(authority);
        require(parts.matches(), "its host and port are malformed");
        String host = HostSyntax.canonical(parts.group(1));
        int port = parts.group(2) == null ? PORT : Integer.parseInt(parts.group(2));
        require(port > 0 && port <= HIGHEST_PORT, "port %d does not exist".formatted(port));
        if (!ports.contains(port)) {
            throw new NotAllowed("port %d of %s is not allowed".formatted(port, host));
        }
        String path = form.group(2).isEmpty() ? "/" : escaped(form.group(2));
        String query = form.group(3) == null ? "" : escaped(form.group(3));
        return new HttpsUrl(host, port, path, query);
    }

    /// Host and port as in a URL: an IPv6 address in brackets, no default port.
    public String authority() {
        String bracketed = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port == PORT ? bracketed : bracketed + ":" + port;
    }

    /// Path and query. They may hold a signature: never put them into a message, log, or key.
    public String target() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    /// The whole URL in canonical form. It may hold a signature, as [#target] may.
    public String text() {
        return "https://" + authority() + target();
    }

    /// The URL without its query, so that no log can leak a signature.
    @Override
    public String toString() {
        return "https://" + authority() + path;
    }

    private static boolean isRefused(int c) {
        return c <= ' ' || Character.isISOControl(c) || Character.isWhitespace(c) || c == '\\';
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
        boolean another = scheme.matches() && !scheme.group(1).equalsIgnoreCase("https");
        return another ? ", not with " + scheme.group(1).toLowerCase(Locale.ROOT) + ":" : "";
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /// A well-formed URL that the renderer does not read.
    public static final class NotAllowed extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        NotAllowed(String message) {
            super(message);
        }
    }
}
