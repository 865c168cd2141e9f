package aive.url;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/// Parses the host of a URL, so strictly that no other program can interpret it differently.
final class HostSyntax {

    private static final int MAX_LENGTH = 253;
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");

    /// A name whose last label is a number. The WHATWG URL standard reads it as an IPv4 address, in any notation that
    /// `inet_aton` accepts.
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");

    private static final Pattern DOTTED_QUAD = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]{2,45}]");

    private HostSyntax() {}

    /// The host in canonical form: lower case, without brackets, without a trailing dot.
    ///
    /// The lookup, the connection, the Host header, and the check of the certificate use this form.
    ///
    /// @throws HttpsUrl.NotAllowed if `text` is an IP address that is not public, or an unusual form of one
    /// @throws IllegalArgumentException if `text` is neither an ASCII name nor an IP address
    static String canonical(String text) {
        String host = text.toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            require(IPV6.matcher(host).matches(), "the host is not an IPv6 address");
            return publicLiteral(host.substring(1, host.length() - 1));
        }
        host = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        require(!host.isEmpty(), "there is no host");
        require(
                host.chars().allMatch(c -> c < 0x80),
                "the host is not in ASCII: write an international name in punycode (xn--…)");
        require(host.length() <= MAX_LENGTH && NAME.matcher(host).matches(), "the host is not a name");
        if (ENDS_IN_NUMBER.matcher(host).matches()) {
            if (!DOTTED_QUAD.matcher(host).matches()) {
                throw new HttpsUrl.NotAllowed("the host is a number: write an IPv4 address as four decimal numbers");
            }
            return publicLiteral(host);
        }
        return host;
    }

    private static String publicLiteral(String literal) {
        InetAddress address;
        try {
            address = InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("the host is not an IP address");
        }
        if (!new PublicAddresses().allows(address)) {
            throw new HttpsUrl.NotAllowed("the host is an address that is not public");
        }
        return address.getHostAddress();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
