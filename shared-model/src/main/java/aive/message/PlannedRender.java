package aive.message;

import java.util.List;

/// The output of the *Plan chunks* state.
///
/// @param frames of the whole video
/// @param chunkCount the number of chunks
/// @param reused the number of chunks that the store already had
/// @param chunks one task per chunk, for at most [#MOST_INLINE_CHUNKS] chunks; else empty
/// @param chunksKey key of the list of all tasks in the store, a JSON array
public record PlannedRender(
        String renderId, long frames, int chunkCount, int reused, List<ChunkTask> chunks, String chunksKey) {

    /// The limit for chunks in the message, since an inline Map state runs at most 40 iterations at once. With more
    /// chunks the state machine reads the list from the store.
    public static final int MOST_INLINE_CHUNKS = 40;

    public PlannedRender {
        chunks = List.copyOf(chunks);
    }
}
