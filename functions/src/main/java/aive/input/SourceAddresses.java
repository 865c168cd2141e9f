package aive.input;

import aive.project.Source;
import aive.url.BucketName;
import aive.url.HttpsUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parses the URL or path of a source, and checks by its text whether it is allowed.
///
/// The result has one canonical form (scheme and host in lower case, no default port, no fragment, ASCII only), so
/// that a downloader reads the URL that was checked here. Messages never hold the query or the user of a URL: they
/// may be secrets.
final class SourceAddresses {

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*", Pattern.DOTALL);
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}]");
    private static final Pattern NOT_IN_URLS = Pattern.compile("[\\p{Z}\\s\\\\]");
    private static final Pattern DOT_SEGMENT = Pattern.compile("(?:^|/)\\.{1,2}(?:/|$)");
    private static final String UNRESERVED = "-._~/";

    private final SourcePolicy policy;

    SourceAddresses(SourcePolicy policy) {
        this.policy = policy;
    }

    /// A media source that the policy allows.
    Optional<Source> media(String text, String pointer, Problems problems) {
        if (!isText(text, pointer, problems)) {
            return Optional.empty();
        }
        return switch (policy) {
            case SourcePolicy.Deployed _ -> remote(text, pointer, problems);
            case SourcePolicy.LocalRun local ->
                scheme(text).isEmpty() ? file(text, local, pointer, problems) : remote(text, pointer, problems);
        };
    }

    /// Returns the `s3://` address of a stored project. Adds a problem if the address is malformed or its bucket is not
    /// allowed.
    Optional<Source> stored(String text, String pointer, Problems problems) {
        return isText(text, pointer, problems) ? only("s3", text, pointer, problems) : Optional.empty();
    }

    /// The https URL of a callback.
    Optional<URI> callback(String text, String pointer, Problems problems) {
        return isText(text, pointer, problems)
                ? only("https", text, pointer, problems).map(Source::url)
                : Optional.empty();
    }

    private Optional<Source> only(String scheme, String text, String pointer, Problems problems) {
        if (!isWritable(text, pointer, problems)) {
            return Optional.empty();
        }
        if (!scheme(text).equals(scheme)) {
            problems.forbidden(
                    pointer, SafeText.address(text) + " is not allowed here; it must begin with " + scheme + "://");
            return Optional.empty();
        }
        return remote(text, pointer, problems);
    }

    private Optional<Source> remote(String text, String pointer, Problems problems) {
        if (!isWritable(text, pointer, problems)) {
            return Optional.empty();
        }
        return switch (scheme(text)) {
            case "https" -> https(text, pointer, problems);
            case "s3" -> s3(text, pointer, problems);
            case "" -> {
                problems.forbidden(
                        pointer,
                        SafeText.address(text)
                                + " has no scheme; it must begin with https:// or s3:// (relative paths work only in a"
                                + " local run)");
                yield Optional.empty();
            }
            case "file" -> {
                problems.forbidden(pointer, "file: addresses are not allowed; a local run takes a plain path instead");
                yield Optional.empty();
            }
            default -> {
                String scheme = SafeText.text(scheme(text));
                problems.forbidden(
                        pointer,
                        "the scheme " + scheme + " is not allowed; it must be https, or s3 with an allowed bucket");
                yield Optional.empty();
            }
        };
    }

    private static Optional<Source> https(String text, String pointer, Problems problems) {
        try {
            return Optional.of(new Source(URI.create(HttpsUrl.parse(text, Set.of(HttpsUrl.PORT)).text())));
        } catch (HttpsUrl.NotAllowed e) {
            problems.forbidden(pointer, SafeText.address(text) + " is not allowed: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            problems.invalid(pointer, SafeText.address(text) + " is not a valid URL: " + e.getMessage());
        }
        return Optional.empty();
    }

    private Optional<Source> s3(String text, String pointer, Problems problems) {
        Optional<URI> parsed = uri(text, pointer, problems);
        if (parsed.isEmpty()) {
            return Optional.empty();
        }
        URI uri = parsed.get();
        String bucket = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        String key = uri.getPath() == null || uri.getPath().isEmpty()
                ? ""
                : uri.getPath().substring(1);
        if (bucket.contains("@")) {
            problems.forbidden(
                    pointer, SafeText.address(text) + " holds a user name or password, which is not allowed");
        } else if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            problems.invalid(
                    pointer,
                    SafeText.address(text) + " has a query or fragment; write a ? or # in the key as %3F or %23");
        } else if (!BucketName.isValid(bucket)) {
            problems.invalid(pointer, SafeText.address(text) + " does not name a bucket; it must be s3://bucket/key");
        } else if (key.isEmpty()) {
            problems.invalid(pointer, SafeText.address(text) + " has no key; it must be s3://bucket/key");
        } else if (CONTROL.matcher(key).find()
                || key.indexOf('\uFFFD') >= 0
                || DOT_SEGMENT.matcher(key).find()) {
            problems.invalid(
                    pointer,
                    SafeText.address(text)
                            + " has a key with control characters, broken UTF-8, or a . or .. between slashes; rename the object");
        } else if (!policy.buckets().contains(bucket)) {
            problems.forbidden(pointer, SafeText.address(text) + switch (policy) {
                case SourcePolicy.LocalRun _ ->
                    " is in S3, which a render on this machine does not read; use https:// or a file";
                case SourcePolicy.Deployed _ ->
                    " is in a bucket that is not allowed (sourceBuckets of the deployment)";
            });
        } else {
            return Optional.of(new Source(URI.create("s3://" + bucket + "/" + percentEncoded(key))));
        }
        return Optional.empty();
    }

    /// A local file. Its path is resolved as text, not as a [java.nio.file.Path], because this machine's locale may not
    /// support all names.
    private static Optional<Source> file(String text, SourcePolicy.LocalRun local, String pointer, Problems problems) {
        if (text.startsWith("//")) {
            problems.forbidden(pointer, SafeText.address(text) + " names another machine; use a file on this one");
            return Optional.empty();
        }
        URI file = local.folder().resolve(percentEncoded(text));
        URI address = URI.create("file://" + file.getRawPath());
        Optional<String> defect = local.defect().apply(address);
        if (defect.isPresent()) {
            problems.unavailable(pointer, SafeText.address(text) + " " + defect.get());
            return Optional.empty();
        }
        return Optional.of(new Source(address));
    }

    private static Optional<URI> uri(String text, String pointer, Problems problems) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            problems.invalid(
                    pointer,
                    SafeText.address(text) + " is not a URL: at character " + (e.getIndex() + 1) + ", "
                            + e.getReason().toLowerCase(Locale.ROOT));
            return Optional.empty();
        }
    }

    private static boolean isText(String text, String pointer, Problems problems) {
        if (text.isEmpty()) {
            problems.invalid(pointer, "the address is an empty string");
        } else if (text.length() > HttpsUrl.MAX_LENGTH) {
            problems.invalid(
                    pointer,
                    SafeText.address(text) + " has " + text.length() + " characters; an address has at most "
                            + HttpsUrl.MAX_LENGTH);
        } else if (CONTROL.matcher(text).find()) {
            problems.invalid(pointer, SafeText.address(text) + " contains control characters or half a surrogate pair; remove them");
        } else {
            return true;
        }
        return false;
    }

    private static boolean isWritable(String text, String pointer, Problems problems) {
        if (NOT_IN_URLS.matcher(text).find()) {
            problems.invalid(
                    pointer,
                    SafeText.address(text) + " holds a space or backslash; in a URL they are written %20 and %5C");
            return false;
        }
        return true;
    }

    /// The scheme in lower case; empty if there is none.
    private static String scheme(String text) {
        Matcher matcher = SCHEME.matcher(text);
        return matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
    }

    /// Percent-encodes the UTF-8 bytes of a plain path or key, so that no character of it is read as syntax.
    ///
    /// Unlike [URI#toASCIIString], this method does not apply Unicode normalization, which would change the name of a
    /// file.
    private static String percentEncoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(b)) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(Character.toUpperCase(Character.forDigit((b >> 4) & 0xF, 16)));
                encoded.append(Character.toUpperCase(Character.forDigit(b & 0xF, 16)));
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || UNRESERVED.indexOf(b) >= 0;
    }
}
