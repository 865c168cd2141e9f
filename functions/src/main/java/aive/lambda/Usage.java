package aive.lambda;

/// The peak memory and storage use of an invocation.
///
/// @param memoryBytes resident memory of the JVM and of every program it started, added up; pages that several of
///     them share count several times
/// @param storageBytes the bytes that all processes use in the temporary folder's file system
/// @param storageLimit size of the temporary folder's file system, in bytes
record Usage(long memoryBytes, long storageBytes, long storageLimit) {

    static final Usage NONE = new Usage(0, 0, 1);

    Usage most(Usage other) {
        return new Usage(
                Math.max(memoryBytes, other.memoryBytes),
                Math.max(storageBytes, other.storageBytes),
                Math.max(storageLimit, other.storageLimit));
    }
}
