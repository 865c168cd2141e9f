package aive.store;

/// How large files travel. What lies in memory is a few buffers for each part under way, never a part.
///
/// @param partBytes larger files are written in parts of at least this size, 5 MiB or more
/// @param transfersAtOnce of files, or of the parts of one
/// @param requestsAtOnce for many objects
record S3Transfers(long partBytes, int transfersAtOnce, int requestsAtOnce) {

    static final S3Transfers DEFAULT = new S3Transfers(16L << 20, 4, 32);

    /// S3's limit. The file may be of any size: the parts grow with it.
    static final int MOST_PARTS = 10_000;

    private static final long SMALLEST_PART = 5L << 20;

    S3Transfers {
        if (partBytes < SMALLEST_PART || transfersAtOnce < 1 || requestsAtOnce < 1) {
            throw new IllegalArgumentException("S3 does not take parts of %d bytes, %d at once".formatted(partBytes, transfersAtOnce));
        }
    }

    /// The size of all parts but the last one.
    long partBytes(long fileBytes) {
        return Math.max(partBytes, Math.ceilDiv(fileBytes, MOST_PARTS));
    }
}
