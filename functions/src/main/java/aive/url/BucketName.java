package aive.url;

import java.util.regex.Pattern;

/// The names that S3 allows for buckets: 3 to 63 lower-case letters, digits, dots, and hyphens.
public final class BucketName {

    /// A regular expression for a bucket name, for use inside longer expressions.
    public static final String PATTERN = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]";

    private static final Pattern NAME = Pattern.compile(PATTERN);

    private BucketName() {}

    public static boolean isValid(String text) {
        return NAME.matcher(text).matches();
    }
}
