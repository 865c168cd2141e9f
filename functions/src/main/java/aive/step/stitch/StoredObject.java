package aive.step.stitch;

import aive.error.ChunkMismatch;
import aive.mp4.RangeReader;
import aive.store.Store;

/// Reads ranges of an object in the store. A video may show the same object twice, with a reader for each.
final class StoredObject implements RangeReader {

    private final Store store;
    private final String key;

    StoredObject(Store store, String key) {
        this.store = store;
        this.key = key;
    }

    /// @throws ChunkMismatch if the object does not exist
    @Override
    public byte[] read(long offset, int length) {
        return store.read(key, offset, length).orElseThrow(() -> new ChunkMismatch(
                "", "%s is no longer in the store; start the execution again".formatted(key)));
    }
}
