package aive.step.stitch;

import aive.error.ChunkMismatch;
import aive.mp4.RangeReader;
import aive.store.Store;

/// Reads ranges of an object in the store.
///
/// @throws ChunkMismatch if the object does not exist
record StoredObject(Store store, String key) implements RangeReader {

    @Override
    public byte[] read(long offset, int length) {
        return store.read(key, offset, length).orElseThrow(() -> new ChunkMismatch(
                "", "%s is no longer in the store; start the execution again".formatted(key)));
    }
}
