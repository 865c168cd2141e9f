package aive.http;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Removes the signature parameters from the query of a signed URL.
///
/// Signing the same object again must not make it another source. The parameters of a signature scheme are removed
/// only if all parameters that identify the scheme are present: `st`, `Policy`, or `Expires` alone may mean anything.
final class SignatureParameters {

    private static final List<Scheme> SCHEMES = List.of(
            new Scheme(
                    "x-amz-signature",
                    "x-amz-algorithm x-amz-credential x-amz-date x-amz-expires x-amz-signedheaders x-amz-security-token"
                            + " x-amz-content-sha256"),
            new Scheme(
                    "x-goog-signature",
                    "x-goog-algorithm x-goog-credential x-goog-date x-goog-expires x-goog-signedheaders"),
            new Scheme("signature key-pair-id", "expires policy hash-algorithm"), // CloudFront
            new Scheme("signature awsaccesskeyid", "expires x-amz-security-token"), // S3, version 2
            new Scheme("signature googleaccessid", "expires"), // Google, version 2
            new Scheme(
                    "sig sv",
                    "se sr sp st spr sip si ss srt skoid sktid skt ske sks skv saoid suoid scid sdd ses")); // Azure SAS

    private SignatureParameters() {}

    /// Removes the signature's parameters from a query and keeps the order of the others.
    ///
    /// @param query without the question mark; empty if there is no query
    /// @return the remaining query, without the question mark; empty if nothing remains
    static String without(String query) {
        Set<String> names =
                Stream.of(query.split("&")).map(SignatureParameters::name).collect(Collectors.toSet());
        Set<String> signing = new HashSet<>();
        SCHEMES.stream().filter(scheme -> names.containsAll(scheme.marks())).forEach(scheme -> {
            signing.addAll(scheme.marks());
            signing.addAll(scheme.others());
        });
        return Stream.of(query.split("&"))
                .filter(parameter -> !signing.contains(name(parameter)))
                .collect(Collectors.joining("&"));
    }

    private static String name(String parameter) {
        int equals = parameter.indexOf('=');
        return (equals < 0 ? parameter : parameter.substring(0, equals)).toLowerCase(Locale.ROOT);
    }

    private record Scheme(Set<String> marks, Set<String> others) {

        Scheme(String marks, String others) {
            this(Set.of(marks.split(" ")), Set.of(others.split(" ")));
        }
    }
}
