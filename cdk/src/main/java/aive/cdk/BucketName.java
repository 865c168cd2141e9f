package aive.cdk;

/// Names of buckets that others have made.
final class BucketName {

    private BucketName() {}

    /// @param parameter which says it
    /// @throws IllegalArgumentException if S3 would have no bucket of this name
    static void check(String parameter, String name) {
        if (!name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw new IllegalArgumentException(
                    "%s has \"%s\": a bucket's name is 3 to 63 lower-case letters, digits, dots, and dashes".formatted(parameter, name));
        }
    }
}
