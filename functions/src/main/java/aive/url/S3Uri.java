package aive.url;

import java.net.URI;
import java.util.Optional;

/// The location of an object in S3, whether it exists or not.
///
/// @param key the object's key, not URL-encoded
public record S3Uri(String bucket, String key) {

    /// Parses `s3://bucket/key`; empty if the text has another form.
    public static Optional<S3Uri> parse(String text) {
        try {
            URI uri = URI.create(text);
            String bucket = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
            String path = uri.getPath() == null ? "" : uri.getPath();
            boolean valid = "s3".equals(uri.getScheme()) && BucketName.isValid(bucket) && path.length() > 1;
            return valid ? Optional.of(new S3Uri(bucket, path.substring(1))) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// `s3://bucket/key`, for messages and for keys that need no encoding.
    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}
