package aive.store;

/// Limits for transfers of large files. Memory holds a few buffers for each pending part, never a whole part.
///
/// @param partBytes minimum size of parts, 5 MiB or more; smaller files are written in one request
/// @param transfersAtOnce concurrent transfers of files, or of the parts of one file
/// @param requestsAtOnce concurrent requests about many objects
record S3Transfers(long partBytes, int transfersAtOnce, int requestsAtOnce) {

    static final S3Transfers DEFAULT = new S3Transfers(16L << 20, 4, 32);

    /// S3's limit on the number of parts. Parts grow with the file, so a file may have any size.
    static final int MOST_PARTS = 10_000;

    private static final long SMALLEST_PART = 5L << 20;

    S3Transfers {
        if (partBytes < SMALLEST_PART || transfersAtOnce < 1 || requestsAtOnce < 1) {
            throw new IllegalArgumentException(
                    "S3 does not take parts of %d bytes, %d at once".formatted(partBytes, transfersAtOnce));
        }
    }

    /// Returns the size of each part except the last one, for a file of `fileBytes` bytes.
    long partBytes(long fileBytes) {
        return Math.max(partBytes, Math.ceilDiv(fileBytes, MOST_PARTS));
    }
}
