package aive.cloud;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where an object is in S3.
///
/// @param key as it is, not encoded
public record ObjectAddress(String bucket, String key) {

    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    /// What `s3://bucket/key` names; empty if it is not of that form.
    public static Optional<ObjectAddress> of(String uri) {
        try {
            URI parsed = URI.create(uri);
            String bucket = parsed.getRawAuthority() == null ? "" : parsed.getRawAuthority();
            String path = parsed.getPath() == null ? "" : parsed.getPath();
            return "s3".equals(parsed.getScheme()) && BUCKET.matcher(bucket).matches() && path.length() > 1
                    ? Optional.of(new ObjectAddress(bucket, path.substring(1)))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// `s3://bucket/key`, for keys of our own making, which need no encoding.
    @Override
    public String toString() {
        return "s3://%s/%s".formatted(bucket, key);
    }
}
