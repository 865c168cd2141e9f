package aive.cdk;

/// Checks the names of buckets that the stack does not create.
final class ImportedBucketName {

    /// The pattern of a valid bucket name. The functions use the same pattern, and a test compares the two.
    static final String PATTERN = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]";

    private ImportedBucketName() {}

    /// @param parameter the parameter that holds the name, for the error message
    /// @throws IllegalArgumentException if S3 allows no bucket of this name
    static void check(String parameter, String name) {
        if (!name.matches(PATTERN)) {
            throw new IllegalArgumentException(
                    "%s has \"%s\": a bucket's name is 3 to 63 lower-case letters, digits, dots, and dashes"
                            .formatted(parameter, name));
        }
    }
}
